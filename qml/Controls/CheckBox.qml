import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.CheckBox {
    id: root

    implicitWidth: implicitContentWidth + leftPadding
    implicitHeight: Theme.controlHeightSmall
    leftPadding: 26
    font: Theme.fontBody
    hoverEnabled: true
    Accessible.name: root.text

    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: 16
        implicitHeight: 16
        radius: Theme.radiusSmall
        color: root.checked ? (root.enabled ? Theme.accentFill : Theme.textDisabled) : root.hovered ? Theme.surfaceHover : Theme.surface
        border.width: root.checked ? 0 : Theme.dividerWidth
        border.color: root.enabled ? Theme.fieldLine : Theme.line

        Icon {
            anchors.centerIn: parent
            visible: root.checked
            name: "check"
            size: 12
            color: Theme.textOnAccent
        }

        FocusRing {
            shown: root.visualFocus
            corner: Theme.radiusSmall
        }
    }

    contentItem: BodyText {
        text: root.text
        color: root.enabled ? Theme.textPrimary : Theme.textDisabled
        Accessible.ignored: true
    }
}
