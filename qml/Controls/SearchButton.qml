import QtQuick
import Coupe.Theme

/* Looks like the field it opens. */
Pressable {
    id: root

    property string keys

    implicitWidth: 300
    implicitHeight: Theme.controlHeight
    focusPolicy: Qt.TabFocus

    background: Rectangle {
        radius: Theme.radiusMedium
        color: root.hovered ? Theme.surfaceHover : Theme.surface
        border.width: Theme.dividerWidth
        border.color: Theme.controlLine

        FocusRing {
            shown: root.visualFocus
        }
    }

    Icon {
        x: 9
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: 14
    }

    SmallText {
        x: 31
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x - hint.width - 12
        text: root.text
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    KeyHint {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: 5
        anchors.verticalCenter: parent.verticalCenter
        text: root.keys
    }
}
