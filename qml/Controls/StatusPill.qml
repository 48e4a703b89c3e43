import QtQuick
import Coupe.Controls
import Coupe.Theme

Rectangle {
    id: root

    required property string shape
    required property string word
    readonly property color ink: Theme.statusColor(root.shape)
    readonly property bool unknown: root.shape === "unknown"

    implicitWidth: Math.ceil(label.x + label.implicitWidth + 7)
    implicitHeight: Theme.pillHeight
    radius: Theme.radiusSmall
    color: Theme.statusTint(root.shape)
    border.width: Theme.highContrast && !root.unknown ? Theme.dividerWidth : 0
    border.color: root.ink
    Accessible.role: Accessible.StaticText
    Accessible.name: root.word

    DashedFrame {
        anchors.fill: parent
        visible: root.unknown
        color: root.ink
        radius: root.radius
    }

    StatusShape {
        x: 5
        anchors.verticalCenter: parent.verticalCenter
        shape: root.shape
    }

    SmallText {
        id: label
        x: 22
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - x - 7)
        text: root.word
        font: Theme.fontSmallMedium
        color: root.ink
        Accessible.ignored: true
    }
}
