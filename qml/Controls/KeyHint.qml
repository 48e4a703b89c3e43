import QtQuick
import Coupe.Theme

/* The key that does the same. Part of the control beside it, so a screen reader passes over it. */
Rectangle {
    id: root

    property string text

    implicitWidth: Math.max(implicitHeight - 2, Math.ceil(label.implicitWidth) + 10)
    implicitHeight: Theme.tagHeight
    radius: Theme.radiusSmall
    color: "transparent"
    border.width: Theme.dividerWidth
    border.color: Theme.line

    TinyText {
        id: label
        anchors.centerIn: parent
        text: root.text
        Accessible.ignored: true
    }
}
