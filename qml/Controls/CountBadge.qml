import QtQuick
import Coupe.Theme

Rectangle {
    id: root

    property string text

    implicitWidth: Math.max(implicitHeight, Math.ceil(label.implicitWidth) + 10)
    implicitHeight: Theme.tagHeight
    radius: Theme.radiusSmall
    color: Theme.statusNeutralTint

    TinyText {
        id: label
        anchors.centerIn: parent
        text: root.text
        font: Theme.fontTinyMedium
        color: Theme.textSecondary
    }
}
