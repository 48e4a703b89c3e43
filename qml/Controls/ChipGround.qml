import QtQuick
import Coupe.Theme

Rectangle {
    id: root

    property bool chosen: false
    property bool hovered: false
    property bool focused: false

    radius: Theme.radiusMedium
    color: root.chosen ? Theme.surfaceSelected : root.hovered ? Theme.surfaceHover : Theme.surface
    border.width: root.chosen && !Theme.highContrast ? 0 : Theme.dividerWidth
    border.color: root.chosen ? Theme.accentText : Theme.controlLine

    FocusRing {
        shown: root.focused
    }
}
