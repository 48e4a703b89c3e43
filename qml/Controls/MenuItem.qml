import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.MenuItem {
    id: root

    property string iconName
    property string keys
    property bool danger: false
    readonly property color ink: !root.enabled ? Theme.textDisabled : root.danger ? Theme.statusFailed : Theme.textPrimary

    implicitWidth: Math.max(172, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.rowHeightDense
    leftPadding: 30
    rightPadding: root.keys === "" ? 12 : hint.width + 24
    hoverEnabled: true
    Accessible.name: root.text

    contentItem: BodyText {
        text: root.text
        color: root.ink
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.highlighted ? Theme.surfaceHover : "transparent"
    }

    Icon {
        x: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        name: root.checkable ? (root.checked ? "check" : "") : root.iconName
        size: 14
        color: root.enabled ? (root.danger ? root.ink : Theme.textSecondary) : Theme.textDisabled
    }

    TinyText {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        visible: root.keys !== ""
        text: root.keys
        Accessible.ignored: true
    }
}
