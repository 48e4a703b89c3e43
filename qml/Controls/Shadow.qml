import QtQuick
import Coupe.Theme

/* The soft edge under what floats. Stretched from a few pixels, because Qt 6.4 has no effect for it. */
BorderImage {
    id: root

    property int blur: 12
    property int drop: 4
    property int corner: Theme.radiusLarge
    property color ink: Theme.shadowPopup

    anchors.fill: parent
    anchors.leftMargin: -root.blur
    anchors.rightMargin: -root.blur
    anchors.topMargin: root.drop - root.blur
    anchors.bottomMargin: -root.drop - root.blur
    z: -1
    border.left: root.blur + root.corner
    border.right: root.blur + root.corner
    border.top: root.blur + root.corner
    border.bottom: root.blur + root.corner
    source: "image://shadow/" + root.blur + "/" + root.corner + root.ink
}
