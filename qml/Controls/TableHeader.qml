import QtQuick
import Coupe.Theme

/* The sunken line over a list. Its cells stand where the columns of the rows stand: the page lays them out. */
Rectangle {
    id: root

    default property alias content: cells.data

    implicitHeight: Theme.tableHeadHeight
    color: Theme.surfaceSunken

    Item {
        id: cells
        x: Theme.spacingLarge
        width: root.width - 2 * Theme.spacingLarge
        height: root.height
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
