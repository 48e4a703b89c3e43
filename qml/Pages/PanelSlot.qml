import QtQuick
import Coupe.Theme

/* Where a detail panel stands: beside the page, or over its right edge when the window is narrow. */
Item {
    id: root

    property bool open: false
    property bool overlays: false
    property int panelWidth: Theme.detailPanelWidth
    readonly property int takes: root.open && !root.overlays ? root.panelWidth : 0
    default property alias content: slot.data

    anchors.top: parent ? parent.top : undefined
    anchors.bottom: parent ? parent.bottom : undefined
    anchors.right: parent ? parent.right : undefined
    width: root.overlays ? Math.min(Theme.detailPanelWidthLeast, root.panelWidth) : root.panelWidth
    visible: root.open

    Item {
        id: slot
        anchors.fill: parent
    }
}
