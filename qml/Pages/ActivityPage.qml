pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What is going on now? */
FocusScope {
    id: page

    required property ActivityController controller
    required property LinkController links

    readonly property bool ready: controller.status === ActivityController.Ready

    function focusFilter(): void {
        filter.takeFocus();
    }

    Item {
        id: toolBar
        width: parent.width
        height: Theme.toolBarHeight

        Row {
            id: filters
            x: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingSmall

            FilterField {
                id: filter
                anchors.verticalCenter: parent.verticalCenter
                placeholderText: qsTr("Filter requests")
                text: page.controller.filterText
                onEdited: page.controller.filterText = text
                onAccepted: list.forceActiveFocus()
                onCleared: {
                    page.controller.filterText = "";
                    list.forceActiveFocus();
                }
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("All")
                count: page.controller.allCount
                autoExclusive: true
                checked: page.controller.show === ActivityController.ShowAll
                onClicked: page.controller.show = ActivityController.ShowAll
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Running")
                count: page.controller.runningCount
                autoExclusive: true
                checked: page.controller.show === ActivityController.ShowRunning
                onClicked: page.controller.show = ActivityController.ShowRunning
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Failed")
                shape: "failed"
                count: page.controller.failedCount
                autoExclusive: true
                checked: page.controller.show === ActivityController.ShowFailed
                onClicked: page.controller.show = ActivityController.ShowFailed
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Mine")
                count: page.controller.mineCount
                autoExclusive: true
                checked: page.controller.show === ActivityController.ShowMine
                onClicked: page.controller.show = ActivityController.ShowMine
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Protected only")
                iconName: "lock"
                autoExclusive: true
                checked: page.controller.show === ActivityController.ShowProtected
                onClicked: page.controller.show = ActivityController.ShowProtected
            }
        }

        SmallText {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            visible: x > filters.x + filters.width + Theme.spacingSmall
            text: page.controller.asOfText
            color: Theme.textTertiary
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            strong: true
        }
    }

    ListView {
        id: list
        anchors.top: toolBar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.ready
        focus: true
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: page.controller.model
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Requests")
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onUpPressed: list.flick(0, 900)
        Keys.onDownPressed: list.flick(0, -900)
        delegate: ActivityRow {
            id: row
            width: list.width
            onCopyRequested: page.links.copy(page.controller.summary(row.index))
            onCheckRequested: page.controller.checkNow()
        }
    }

    EmptyState {
        anchors.centerIn: list
        width: Math.min(420, page.width)
        visible: page.ready && page.controller.filterHidesAll
        iconName: "filter"
        title: qsTr("No request passes the filter")
        actionText: qsTr("Show all %1").arg(page.controller.allCount)
        onAction: page.controller.clearFilters()
    }

    LoadingState {
        anchors.fill: list
        visible: page.controller.status === ActivityController.Loading
        active: visible
        rows: 6
        cancellable: false
        text: qsTr("Reading requests")
    }

    EmptyState {
        anchors.centerIn: list
        width: Math.min(440, page.width)
        visible: page.controller.status === ActivityController.Empty
        iconName: "activity"
        title: qsTr("Nothing is going on")
        text: qsTr("Deploys appear here as they are requested, written to git, applied and healthy.")
    }

    FailedState {
        anchors.centerIn: list
        width: Math.min(520, page.width)
        visible: page.controller.status === ActivityController.Failed
        title: qsTr("Requests could not be read")
        text: page.controller.errorText
        onRetry: page.controller.checkNow()
    }
}
