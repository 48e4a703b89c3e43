import QtQuick
import Coupe.Theme

/* The quiet line at the bottom: connection and ages at the left, what runs and who at the right. */
Rectangle {
    id: root

    default property alias content: leading.data
    property alias trailing: rest.data

    implicitHeight: Theme.statusBarHeight
    color: Theme.windowBackground
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Status")

    Divider {
        width: parent.width
        strong: true
    }

    Row {
        id: leading
        x: Theme.spacingMedium
        height: root.height
        spacing: Theme.spacingLarge
    }

    Row {
        id: rest
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingLarge
        height: root.height
        spacing: Theme.spacingLarge
        visible: x > leading.x + leading.width + Theme.spacingMedium
    }
}
