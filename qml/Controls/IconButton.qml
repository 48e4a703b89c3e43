import QtQuick
import Coupe.Theme

/* A button without words on it: `text` is its accessible name and its tip. */
Pressable {
    id: root

    property string iconName
    property string keys
    property bool bordered: false
    property bool small: false
    property int iconSize: root.small ? 14 : 16
    property color ink: !root.enabled ? Theme.textDisabled : root.checked ? Theme.accentText : Theme.textSecondary

    implicitWidth: implicitHeight
    implicitHeight: root.small ? Theme.controlHeightSmall : Theme.controlHeight

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: root.iconSize
            color: root.ink
        }
    }

    background: Rectangle {
        radius: Theme.radiusMedium
        color: root.checked ? Theme.surfaceSelected
            : (root.hovered || root.down) && root.enabled ? Theme.surfaceHover
            : root.bordered ? Theme.surfaceRaised : Qt.alpha(Theme.surfaceHover, 0)
        border.width: root.bordered ? Theme.dividerWidth : 0
        border.color: Theme.controlLine

        FocusRing {
            shown: root.visualFocus
        }
    }

    HoverTip {
        text: root.keys === "" ? root.text : qsTr("%1 (%2)").arg(root.text).arg(root.keys)
        shown: (root.hovered || root.visualFocus) && !root.down
    }
}
