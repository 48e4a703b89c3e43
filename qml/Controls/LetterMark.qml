import QtQuick
import Coupe.Theme

/* One letter on a filled square: the marks of a comparison. */
Rectangle {
    id: root

    property string text
    property color ink: Theme.textOnAccent

    implicitWidth: 16
    implicitHeight: 16
    radius: Theme.radiusSmall
    color: Theme.accentFill

    TinyText {
        anchors.centerIn: parent
        text: root.text
        font: Theme.fontTinySemibold
        color: root.ink
    }
}
