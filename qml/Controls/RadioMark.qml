import QtQuick
import Coupe.Theme

Rectangle {
    id: root

    property bool checked: false
    property bool focused: false

    implicitWidth: 16
    implicitHeight: 16
    radius: 8
    color: Theme.surface
    border.width: root.checked ? 1.5 : Theme.dividerWidth
    border.color: !root.enabled ? Theme.line : root.checked ? Theme.accentFill : Theme.fieldLine

    Rectangle {
        anchors.centerIn: parent
        width: 8
        height: 8
        radius: 4
        visible: root.checked
        color: root.enabled ? Theme.accentFill : Theme.textDisabled
    }

    FocusRing {
        shown: root.focused
        corner: 8
    }
}
