import QtQuick
import Coupe.Theme

/* A small framed list inside a panel or a dialog. */
Rectangle {
    id: root

    default property alias content: column.data

    implicitWidth: column.implicitWidth + 2
    implicitHeight: column.implicitHeight + 2
    radius: Theme.radiusMedium
    color: Theme.surface
    border.width: Theme.dividerWidth
    border.color: Theme.line

    Column {
        id: column
        x: 1
        y: 1
        width: root.width - 2
    }
}
