pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls

/* One change in the history. Columns stand where the page says; a row that was not read yet is a shadow of one. */
ListRow {
    id: root

    required property int index
    required property bool loaded
    required property string kindIcon
    required property string kind
    required property string shape
    required property string word
    required property string app
    required property string environment
    required property string version
    required property string what
    required property string by
    required property string author
    required property string when
    required property string age
    required property string lived
    required property string exactTime
    required property string mark
    required property string rowName
    required property HistoryColumns columns

    signal markToggled()

    name: root.mark === "" ? root.rowName : qsTr("%1, marked %2").arg(root.rowName).arg(root.mark)
    implicitHeight: Theme.rowHeightLog
    leftPadding: 0
    rightPadding: 0
    onContextRequested: (x, y) => root.clicked()

    Item {
        x: root.columns.whenX
        width: root.columns.livedX - x
        height: parent.height

        HoverHandler {
            id: whenHover
        }

        HoverTip {
            shown: whenHover.hovered && root.loaded
            text: root.exactTime
        }
    }

    contentItem: Item {
        SkeletonRow {
            anchors.fill: parent
            visible: !root.loaded
            seed: root.index
        }

        IconButton {
            x: root.columns.markX - 6
            anchors.verticalCenter: parent.verticalCenter
            visible: root.showActions && root.mark === ""
            implicitHeight: 20
            iconSize: 12
            iconName: "compare"
            focusPolicy: Qt.NoFocus
            text: qsTr("Mark for a comparison")
            onClicked: root.markToggled()
        }

        LetterMark {
            x: root.columns.markX - 2
            anchors.verticalCenter: parent.verticalCenter
            visible: root.mark !== ""
            text: root.mark

            TapHandler {
                onTapped: root.markToggled()
            }
        }

        Icon {
            x: root.columns.kindX
            anchors.verticalCenter: parent.verticalCenter
            visible: root.columns.showsKind && root.loaded
            name: root.kindIcon
            size: 12
            color: Theme.textTertiary
        }

        SmallText {
            x: root.columns.kindX + 18
            width: root.columns.statusX - x - 6
            height: parent.height
            visible: root.columns.showsKind
            text: root.kind
            Accessible.ignored: true
        }

        StatusWord {
            x: root.columns.statusX
            anchors.verticalCenter: parent.verticalCenter
            visible: root.loaded
            shape: root.shape
            word: root.word
        }

        NameText {
            x: root.columns.appX
            width: root.columns.environmentX - x - 10
            height: parent.height
            text: root.app
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.environmentX
            width: root.columns.versionX - x - 10
            height: parent.height
            visible: root.columns.showsEnvironment
            text: root.environment
            Accessible.ignored: true
        }

        MonoText {
            x: root.columns.versionX
            width: root.columns.whatX - x - 8
            height: parent.height
            text: root.version
            Accessible.ignored: true
        }

        BodyText {
            x: root.columns.whatX
            width: root.columns.authorX - x - 12
            height: parent.height
            text: root.what
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.authorX
            width: root.columns.byX - x - 10
            height: parent.height
            visible: root.columns.showsAuthor
            text: root.author
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.byX
            width: root.columns.whenX - x - 10
            height: parent.height
            visible: root.columns.showsBy
            text: root.by
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.whenX
            width: root.columns.livedX - x - 10
            height: parent.height
            horizontalAlignment: Text.AlignRight
            text: root.when
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.livedX
            width: root.columns.ageX - x - 10
            height: parent.height
            visible: root.columns.showsLived
            horizontalAlignment: Text.AlignRight
            text: root.lived
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        SmallText {
            x: root.columns.ageX
            width: 56
            height: parent.height
            horizontalAlignment: Text.AlignRight
            text: root.age
            color: Theme.textTertiary
            Accessible.ignored: true
        }
    }
}
