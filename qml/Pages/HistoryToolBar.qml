pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What the history is narrowed to, and what can be done with what is listed. */
Item {
    id: root

    required property HistoryController controller
    readonly property HistoryFilter filter: controller.filter
    readonly property bool fits: segments.implicitWidth < width * 0.36

    signal leaveRequested()
    signal asOfRequested()
    signal exportRequested()

    function focusFilter(): void {
        search.takeFocus();
    }

    implicitHeight: 2 * Theme.toolBarHeight - 6

    Item {
        id: first
        width: parent.width
        height: Theme.toolBarHeight

        SegmentedControl {
            id: segments
            x: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            visible: root.fits
            name: qsTr("Environment")
            labels: root.controller.environmentChoices
            iconNames: root.controller.environmentIcons
            currentIndex: root.controller.environmentIndex
            onActivated: index => root.controller.chooseEnvironment(index)
        }

        ComboField {
            id: combo
            x: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.fits
            implicitWidth: 200
            name: qsTr("Environment")
            options: root.controller.environmentChoices
            currentIndex: root.controller.environmentIndex
            onActivated: index => root.controller.chooseEnvironment(index)
        }

        FilterField {
            id: search
            x: (root.fits ? segments.x + segments.width : combo.x + combo.width) + Theme.spacingSmall
            width: actions.x - x - Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter
            iconName: "search"
            placeholderText: qsTr("app: env: by: repo: kind: before: after: or words")
            text: root.filter.text
            onEdited: root.filter.text = text
            onAccepted: root.leaveRequested()
            onCleared: {
                root.filter.text = "";
                root.leaveRequested();
            }
        }

        Row {
            id: actions
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingSmall

            CoupeButton {
                iconName: "compare"
                text: qsTr("Compare A with B")
                enabled: root.controller.canCompare
                offReason: qsTr("Mark two rows first: the mark stands at the left of a row, Space sets it.")
                onClicked: root.controller.compareMarked()
            }

            CoupeButton {
                iconName: "clock"
                text: qsTr("As of…")
                onClicked: root.asOfRequested()
            }

            CoupeButton {
                iconName: "export"
                text: qsTr("Export…")
                enabled: root.controller.status === HistoryController.Ready
                onClicked: root.exportRequested()
            }
        }
    }

    Row {
        x: Theme.spacingLarge
        anchors.top: first.bottom
        anchors.topMargin: 2
        spacing: Theme.spacingSmall

        ValueChip {
            label: qsTr("App")
            value: root.filter.app
            options: root.controller.apps
            onChosen: value => root.filter.app = value
            onCleared: root.filter.app = ""
        }

        ValueChip {
            label: qsTr("Kind")
            value: root.filter.kind
            options: root.filter.kinds
            onChosen: value => root.filter.kind = value
            onCleared: root.filter.kind = ""
        }

        ValueChip {
            label: qsTr("Person")
            value: root.filter.person
            options: root.controller.people
            onChosen: value => root.filter.person = value
            onCleared: root.filter.person = ""
        }

        ValueChip {
            label: qsTr("Repository")
            value: root.filter.repository
            options: root.controller.repositories
            onChosen: value => root.filter.repository = value
            onCleared: root.filter.repository = ""
        }

        ValueChip {
            label: qsTr("Outcome")
            value: root.filter.outcome
            options: root.filter.outcomes
            onChosen: value => root.filter.outcome = value
            onCleared: root.filter.outcome = ""
        }

        ValueChip {
            label: qsTr("Time")
            value: root.filter.period
            options: root.filter.periods
            onChosen: value => root.filter.period = value
            onCleared: root.filter.period = ""
        }

        LinkButton {
            height: Theme.chipHeight
            visible: root.filter.narrows
            text: qsTr("Clear filters")
            onClicked: root.filter.clear()
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
