pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The history when there is no list to show: why, and the way on. */
Item {
    id: root

    required property HistoryController controller

    signal copyRequested(value: string)

    LoadingState {
        width: parent.width
        visible: root.controller.status === HistoryController.Loading
        active: visible
        rows: 12
        text: root.controller.busyText !== "" ? root.controller.busyText : qsTr("Reading the history")
        onCancelled: root.controller.cancel()
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(480, root.width)
        visible: root.controller.status === HistoryController.NoSource
        iconName: "history"
        title: qsTr("Nobody said where the gitops repo is")
        text: qsTr("The history is read from git. Start Coupe with --gitops-repo and the address of the gitops repo, once for each repo.")
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(480, root.width)
        visible: root.controller.status === HistoryController.Empty && !root.controller.filter.narrows
        iconName: "history"
        title: root.controller.filter.environment === "" ? qsTr("Nothing was released yet")
            : qsTr("Nothing was released to %1 yet").arg(root.controller.filter.environment)
        text: qsTr("The first release writes the first entry here.")
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(480, root.width)
        visible: root.controller.status === HistoryController.Empty && root.controller.filter.narrows
        spacing: Theme.spacingSmall

        EmptyState {
            width: parent.width
            iconName: "search"
            title: qsTr("Nothing passes the filters")
            text: root.controller.removedBy.length > 0 ? qsTr("Take one of these away:")
                : qsTr("No single filter is the reason: there is nothing without any one of them either.")
            actionText: qsTr("Clear filters")
            onAction: root.controller.filter.clear()
        }

        Repeater {
            model: root.controller.removedBy

            CoupeButton {
                required property int index
                required property string modelData

                anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
                small: true
                iconName: "close"
                text: modelData
                onClicked: root.controller.dropFilter(index)
            }
        }
    }

    FailedState {
        anchors.centerIn: parent
        width: Math.min(560, root.width)
        visible: root.controller.status === HistoryController.Failed
        title: qsTr("The history could not be read")
        text: root.controller.problemText
        serverWords: root.controller.problemWords
        onRetry: root.controller.retry()
        onCopyRequested: value => root.copyRequested(value)
    }
}
