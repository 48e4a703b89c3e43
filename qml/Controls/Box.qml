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

    Column {
        id: column
        x: 1
        y: 1
        width: root.width - 2
    }

    // Over the rows, whose square corners would cut into the round edge.
    Rectangle {
        anchors.fill: parent
        radius: root.radius
        color: "transparent"
        border.width: Theme.dividerWidth
        border.color: Theme.line
    }
}
