import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Filters of the matrix. */
Item {
    id: root

    required property OverviewController controller

    signal leaveRequested()

    function focusFilter(): void {
        filter.takeFocus();
    }

    implicitHeight: Theme.toolBarHeight

    Row {
        x: Theme.spacingLarge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall

        FilterField {
            id: filter
            anchors.verticalCenter: parent.verticalCenter
            placeholderText: qsTr("Filter apps")
            text: root.controller.filterText
            onEdited: root.controller.filterText = text
            onAccepted: root.leaveRequested()
            onCleared: {
                root.controller.filterText = "";
                root.leaveRequested();
            }
        }

        FilterChip {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("All")
            count: root.controller.allCount
            autoExclusive: true
            checked: root.controller.show === OverviewController.ShowAll
            onClicked: root.controller.show = OverviewController.ShowAll
        }

        FilterChip {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.controller.failedCount > 0 || checked
            text: qsTr("Failed")
            shape: "failed"
            count: root.controller.failedCount
            autoExclusive: true
            checked: root.controller.show === OverviewController.ShowFailed
            onClicked: root.controller.show = OverviewController.ShowFailed
        }

        FilterChip {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.controller.applyingCount > 0 || checked
            text: qsTr("Applying")
            shape: "applying"
            count: root.controller.applyingCount
            autoExclusive: true
            checked: root.controller.show === OverviewController.ShowApplying
            onClicked: root.controller.show = OverviewController.ShowApplying
        }

        FilterChip {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.controller.behindCount > 0 || checked
            text: qsTr("Behind")
            count: root.controller.behindCount
            autoExclusive: true
            checked: root.controller.show === OverviewController.ShowBehind
            onClicked: root.controller.show = OverviewController.ShowBehind
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
