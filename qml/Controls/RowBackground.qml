import QtQuick
import Coupe.Theme

/* Ground, bottom line and focus of a row. Hovering changes the colour only, never the height. */
Rectangle {
    id: root

    property bool hovered: false
    property bool selected: false
    property bool focused: false
    property bool line: true
    property color tint: Theme.surface

    color: root.selected ? Theme.surfaceSelected : root.hovered ? Theme.surfaceHover : root.tint

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.line
    }

    FocusRing {
        shown: root.focused
        inset: true
        corner: 0
    }
}
