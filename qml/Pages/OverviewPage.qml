import QtQuick
import Coupe.Ui

/* What runs where, and is it healthy? */
FocusScope {
    id: page

    required property AppController app

    readonly property OverviewController controller: app.overview
    readonly property bool ready: controller.status === OverviewController.Ready

    function focusFilter(): void {
        toolBar.focusFilter();
    }

    OverviewToolBar {
        id: toolBar
        width: page.width - slot.takes
        controller: page.controller
        visible: page.ready
        onLeaveRequested: matrix.forceActiveFocus()
    }

    Matrix {
        id: matrix
        anchors.top: toolBar.bottom
        anchors.bottom: parent.bottom
        width: page.width - slot.takes
        visible: page.ready
        focus: true
        controller: page.controller
        onOpenRequested: (panel.item as Item)?.forceActiveFocus()
    }

    // Not while the window is being made: mostly there will be cells before it is seen.
    LazyPage {
        page: "OverviewNotice.qml"
        wanted: page.Window.visibility !== Window.Hidden && (!page.ready || page.controller.filterHidesAll)
        properties: ({ app: page.app })
    }

    PanelSlot {
        id: slot
        open: page.ready && page.controller.hasSelection
        overlays: page.Window.width < 1200
        onOpenChanged: {
            if (!slot.open && page.visible)
                matrix.forceActiveFocus();
        }

        LazyPage {
            id: panel
            page: "CellPanel.qml"
            wanted: slot.open
            properties: ({ app: page.app })
        }
    }
}
