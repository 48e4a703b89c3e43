import QtQuick
import Coupe.Theme

/* Where a row will be: three still bars whose lengths differ from row to row. */
Item {
    id: root

    required property int seed
    readonly property real room: root.width - 2 * Theme.spacingLarge

    implicitHeight: Theme.rowHeightDense

    Rectangle {
        x: Theme.spacingLarge
        anchors.verticalCenter: parent.verticalCenter
        width: root.room * (0.16 + (root.seed * 7 % 5) * 0.015)
        height: 8
        radius: 4
        color: Theme.lineSubtle
    }

    Rectangle {
        x: Theme.spacingLarge + root.room * 0.32
        anchors.verticalCenter: parent.verticalCenter
        width: root.room * (0.34 + (root.seed * 5 % 4) * 0.03)
        height: 8
        radius: 4
        color: Theme.lineSubtle
    }

    Rectangle {
        x: Theme.spacingLarge + root.room * 0.86
        anchors.verticalCenter: parent.verticalCenter
        width: root.room * 0.08
        height: 8
        radius: 4
        color: Theme.lineSubtle
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
