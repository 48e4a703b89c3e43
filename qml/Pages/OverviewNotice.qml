import QtQuick
import Coupe.Controls
import Coupe.Ui

/* What stands in the matrix's place when there is no cell to show: why, and what to do. */
Item {
    id: root

    required property AppController app

    readonly property OverviewController controller: app.overview

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(420, parent.width)
        visible: root.controller.status === OverviewController.Ready
        iconName: "filter"
        title: qsTr("No app passes the filter")
        text: root.controller.filterText === "" ? qsTr("No app is in that state right now.")
            : qsTr("No app or repository has “%1” in its name.").arg(root.controller.filterText)
        actionText: qsTr("Show all %1 apps").arg(root.controller.allCount)
        onAction: root.controller.clearFilters()
    }

    LoadingState {
        anchors.fill: parent
        visible: root.controller.status === OverviewController.Loading
        active: visible
        rows: 8
        cancellable: false
        text: qsTr("Reading what runs where")
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(460, parent.width)
        visible: root.controller.status === OverviewController.Empty
        iconName: "overview"
        title: qsTr("Nothing has been released yet")
        text: qsTr("This page fills when an artifact is deployed. Artifacts lists what CI has shipped.")
        actionText: qsTr("Go to Artifacts")
        onAction: root.app.navigation.go(Navigation.Artifacts)
    }

    FailedState {
        anchors.centerIn: parent
        width: Math.min(520, parent.width)
        visible: root.controller.status === OverviewController.Failed
        title: qsTr("The overview could not be read")
        text: root.controller.errorText
        serverWords: root.controller.errorWords
        onRetry: root.controller.retry()
        onCopyRequested: value => root.app.links.copy(value)
    }
}
