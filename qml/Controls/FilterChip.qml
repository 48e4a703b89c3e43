import QtQuick
import Coupe.Theme

/* A filter that is on or off, with how many it would show: "Failed 1". */
Pressable {
    id: root

    property int count: -1
    property string shape
    property string iconName
    readonly property string words: root.count < 0 ? root.text : qsTr("%1 %L2").arg(root.text).arg(root.count)

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.chipHeight
    leftPadding: 9
    rightPadding: 9
    checkable: true
    Accessible.name: root.words

    contentItem: Row {
        spacing: 6

        StatusShape {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.shape !== ""
            shape: root.shape
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== ""
            name: root.iconName
            size: 12
        }

        SmallText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.words
            font: root.checked ? Theme.fontSmallMedium : Theme.fontSmall
            color: !root.enabled ? Theme.textDisabled : root.checked ? Theme.accentText : Theme.textSecondary
            Accessible.ignored: true
        }
    }

    background: ChipGround {
        chosen: root.checked
        hovered: root.hovered
        focused: root.visualFocus
    }
}
