import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Filters of the artifact list. */
Item {
    id: root

    required property ArtifactsController controller

    signal leaveRequested()

    function focusFilter(): void {
        filter.takeFocus();
    }

    implicitHeight: Theme.toolBarHeight

    Row {
        id: filters
        x: Theme.spacingLarge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall

        FilterField {
            id: filter
            anchors.verticalCenter: parent.verticalCenter
            iconName: "search"
            placeholderText: qsTr("Message, author, hash")
            text: root.controller.filterText
            onEdited: root.controller.filterText = text
            onAccepted: root.leaveRequested()
            onCleared: {
                root.controller.filterText = "";
                root.leaveRequested();
            }
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("App")
            value: root.controller.app
            options: root.controller.apps
            onChosen: value => root.controller.app = value
            onCleared: root.controller.app = ""
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Environment")
            value: root.controller.environment
            options: root.controller.environments
            onChosen: value => root.controller.environment = value
            onCleared: root.controller.environment = ""
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Repository")
            value: root.controller.repository
            options: root.controller.repositories
            onChosen: value => root.controller.repository = value
            onCleared: root.controller.repository = ""
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Branch")
            value: root.controller.branch
            options: root.controller.branches
            onChosen: value => root.controller.branch = value
            onCleared: root.controller.branch = ""
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Event")
            value: root.controller.eventKind
            options: root.controller.events
            onChosen: value => root.controller.eventKind = value
            onCleared: root.controller.eventKind = ""
        }

        ValueChip {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Time")
            value: root.controller.period
            options: root.controller.periods
            onChosen: value => root.controller.period = value
            onCleared: root.controller.period = ""
        }
    }

    SmallText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingLarge
        anchors.verticalCenter: parent.verticalCenter
        visible: x > filters.x + filters.width + Theme.spacingSmall
        text: root.controller.foundText
        color: Theme.textTertiary
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
