pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls

/* One artifact in the list. Columns stand where the page says. */
ListRow {
    id: root

    required property int index
    required property string artifactId
    required property string apps
    required property string version
    required property string subject
    required property string ref
    required property string refIcon
    required property string author
    required property string age
    required property string exactTime
    required property list<string> liveIn
    required property string rowName
    required property real versionX
    required property real subjectX
    required property real refX
    required property real authorX
    required property real ageX
    required property real liveX
    property bool showsAuthor: true
    property bool showsRef: true

    name: root.rowName
    leftPadding: 0
    rightPadding: 0

    contentItem: Item {
        NameText {
            x: Theme.spacingLarge
            width: root.versionX - x - 10
            height: parent.height
            text: root.apps
            Accessible.ignored: true
        }

        MonoText {
            x: root.versionX
            width: root.subjectX - x - 10
            height: parent.height
            text: root.version
            Accessible.ignored: true
        }

        BodyText {
            x: root.subjectX
            width: (root.showsRef ? root.refX : root.showsAuthor ? root.authorX : root.ageX) - x - 12
            height: parent.height
            text: root.subject
            Accessible.ignored: true
        }

        Icon {
            x: root.refX
            anchors.verticalCenter: parent.verticalCenter
            visible: root.showsRef
            name: root.refIcon
            size: 12
            color: Theme.textTertiary
        }

        SmallText {
            x: root.refX + 18
            width: (root.showsAuthor ? root.authorX : root.ageX) - x - 10
            height: parent.height
            visible: root.showsRef
            text: root.ref
            Accessible.ignored: true
        }

        SmallText {
            x: root.authorX
            width: root.ageX - x - 4
            height: parent.height
            visible: root.showsAuthor
            text: root.author
            Accessible.ignored: true
        }

        SmallText {
            x: root.ageX
            width: root.liveX - x - 12
            height: parent.height
            horizontalAlignment: Text.AlignRight
            text: root.age
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        SmallText {
            x: root.liveX
            width: parent.width - x - Theme.spacingMedium
            height: parent.height
            visible: root.liveIn.length === 0
            text: qsTr("not live")
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        Row {
            x: root.liveX
            anchors.verticalCenter: parent.verticalCenter
            width: root.width - x - Theme.spacingMedium
            spacing: Theme.spacingTiny
            clip: true

            Repeater {
                model: root.liveIn

                Tag {
                    required property string modelData

                    text: modelData
                    Accessible.ignored: true
                }
            }
        }
    }
}
