import QtQuick
import Coupe.Theme

/* What menus, tips and lists stand on. */
Rectangle {
    id: root

    radius: Theme.radiusLarge
    color: Theme.surfaceRaised
    border.width: Theme.dividerWidth
    border.color: Theme.line

    Shadow {
        corner: root.radius
    }
}
