import QtQuick
import Coupe.Theme

/* Where the keyboard is: 2 px around its parent with 1 px of the ground between, or inset where nothing may stand out. */
Rectangle {
    id: root

    property bool shown: false
    property bool inset: false
    property real corner: Theme.radiusMedium

    anchors.fill: parent
    anchors.margins: root.inset ? 0 : -3
    visible: root.shown
    radius: root.inset ? root.corner : root.corner + 3
    color: "transparent"
    border.width: 2
    border.color: Theme.focusRing
}
