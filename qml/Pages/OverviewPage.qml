import QtQuick
import Coupe.Controls
import Coupe.Ui

/* What runs where, and is it healthy? */
FocusScope {
    id: page

    required property OverviewController controller
    required property LinkController links
    required property Navigation navigation

    readonly property bool ready: controller.status === OverviewController.Ready

    signal nextRequested()
    signal versionsRequested()

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
        onOpenRequested: panel.forceActiveFocus()
    }

    EmptyState {
        anchors.centerIn: matrix
        width: Math.min(420, matrix.width)
        visible: page.ready && page.controller.filterHidesAll
        iconName: "filter"
        title: qsTr("No app passes the filter")
        text: page.controller.filterText === "" ? qsTr("No app is in that state right now.")
            : qsTr("No app or repository has “%1” in its name.").arg(page.controller.filterText)
        actionText: qsTr("Show all %1 apps").arg(page.controller.allCount)
        onAction: page.controller.clearFilters()
    }

    LoadingState {
        anchors.fill: parent
        visible: page.controller.status === OverviewController.Loading
        active: visible
        rows: 8
        cancellable: false
        text: qsTr("Reading what runs where")
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(460, parent.width)
        visible: page.controller.status === OverviewController.Empty
        iconName: "overview"
        title: qsTr("Nothing has been released yet")
        text: qsTr("This page fills when an artifact is deployed. Artifacts lists what CI has shipped.")
        actionText: qsTr("Go to Artifacts")
        onAction: page.navigation.go(Navigation.Artifacts)
    }

    FailedState {
        anchors.centerIn: parent
        width: Math.min(520, parent.width)
        visible: page.controller.status === OverviewController.Failed
        title: qsTr("The overview could not be read")
        text: page.controller.errorText
        serverWords: page.controller.errorWords
        onRetry: page.controller.retry()
        onCopyRequested: value => page.links.copy(value)
    }

    PanelSlot {
        id: slot
        open: page.ready && page.controller.hasSelection
        overlays: page.Window.width < 1200

        CellPanel {
            id: panel
            anchors.fill: parent
            detail: page.controller.detail
            links: page.links
            onNextRequested: page.nextRequested()
            onVersionsRequested: page.versionsRequested()
            onClosed: {
                page.controller.clearSelection();
                matrix.forceActiveFocus();
            }
        }
    }
}
