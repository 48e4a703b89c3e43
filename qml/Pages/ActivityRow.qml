import QtQuick
import Coupe.Theme
import Coupe.Controls

/* One request as a rail, with the server's words under it when it went wrong; or the head of a group. */
Item {
    id: root

    required property int index
    required property bool isGroup
    required property string title
    required property int groupCount
    required property string verb
    required property string placeWord
    required property string app
    required property string version
    required property string environment
    required property bool isProtected
    required property string byText
    required property list<string> stepStates
    required property list<string> stepWords
    required property list<string> stepNotes
    required property string shape
    required property string word
    required property string duration
    required property string message
    required property string serverWords
    required property bool unknownOutcome
    required property bool running
    required property string exactTime
    required property string rowName

    readonly property real railX: Math.max(300, Math.round(width * 0.29))
    readonly property bool tells: message !== "" || serverWords !== ""

    signal copyRequested(string value)
    signal checkRequested()

    implicitHeight: root.isGroup ? Theme.groupHeadHeightActivity
        : 74 + (root.tells ? box.implicitHeight + Theme.spacingMedium - 2 : 0)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.rowName

    GroupHead {
        width: parent.width
        height: Theme.groupHeadHeightActivity
        visible: root.isGroup
        collapsible: false
        title: root.title
        count: root.groupCount
    }

    Item {
        anchors.fill: parent
        visible: !root.isGroup

        Row {
            id: names
            x: Theme.spacingLarge
            y: 14
            width: root.railX - x - Theme.spacingMedium
            spacing: 6
            clip: true

            BodyText {
                text: root.verb
                Accessible.ignored: true
            }

            NameText {
                width: Math.min(Math.ceil(implicitWidth), 150)
                text: root.app
                Accessible.ignored: true
            }

            MonoText {
                anchors.baseline: parent.children[0].baseline
                text: root.version
                Accessible.ignored: true
            }

            BodyText {
                text: root.placeWord
                Accessible.ignored: true
            }

            Icon {
                y: 3
                visible: root.isProtected
                name: "lock"
                size: 12
                color: Theme.protectedMark
            }

            NameText {
                text: root.environment
                Accessible.ignored: true
            }
        }

        SmallText {
            x: Theme.spacingLarge
            y: 36
            width: root.railX - x - Theme.spacingMedium
            text: root.byText
            color: Theme.textTertiary
            Accessible.ignored: true

            HoverHandler {
                id: timeHover
            }

            HoverTip {
                shown: timeHover.hovered
                text: root.exactTime
            }
        }

        RequestRail {
            id: rail
            x: root.railX
            y: 14
            width: root.width - x - 230
            stepStates: root.stepStates
            stepWords: root.stepWords
            stepNotes: root.stepNotes
        }

        Row {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingLarge
            y: 14
            spacing: Theme.spacingSmall

            StatusPill {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.shape !== ""
                shape: root.shape
                word: root.word
            }

            Tag {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.shape === ""
                iconName: "info"
                text: root.word
            }

            CoupeButton {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.unknownOutcome
                small: true
                text: qsTr("Check now")
                onClicked: root.checkRequested()
            }

            SmallText {
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.unknownOutcome
                width: 72
                horizontalAlignment: Text.AlignRight
                text: root.duration
                color: Theme.textTertiary
                Accessible.ignored: true
            }
        }

        MessageBox {
            id: box
            x: root.railX
            y: 72
            width: Math.min(640, root.width - x - Theme.spacingLarge)
            visible: root.tells
            shape: root.shape === "" ? "unknown" : root.shape
            title: root.message
            serverWords: root.serverWords
            onCopyRequested: value => root.copyRequested(value)
        }

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.lineSubtle
        }
    }
}
