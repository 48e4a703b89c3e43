import QtQuick
import Coupe.Theme

Pressable {
    id: root

    property string iconName
    property string trailingIcon
    property bool small: true
    property bool inverse: false
    property color ink: !root.enabled ? Theme.textDisabled : root.inverse ? Theme.accentTextOnInverse : Theme.accentText

    implicitWidth: implicitContentWidth
    implicitHeight: implicitContentHeight
    font: root.small ? Theme.fontSmall : Theme.fontBody
    Accessible.role: Accessible.Link

    contentItem: ButtonFace {
        text: root.text
        iconName: root.iconName
        trailingIcon: root.trailingIcon
        iconSize: 12
        gap: 5
        ink: root.ink
        font: root.font
    }

    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.dividerWidth
            visible: root.hovered && root.enabled
            color: root.ink
        }

        FocusRing {
            shown: root.visualFocus
            corner: Theme.radiusSmall
        }
    }
}
