pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What happened in this environment? */
FocusScope {
    id: page

    required property AppController app
    readonly property HistoryController controller: app.history
    readonly property real listWidth: width - slot.takes

    function focusFilter(): void {
        if (app.asOf.active)
            asOf.focusFilter();
        else
            toolBar.focusFilter();
    }

    function move(rows: int): void {
        controller.moveSelection(rows);
        list.positionViewAtIndex(controller.currentRow, ListView.Contain);
    }

    Component.onCompleted: controller.open()

    Connections {
        target: page.controller

        function onSelectionChanged(): void {
            if (page.controller.currentRow >= 0)
                list.positionViewAtIndex(page.controller.currentRow, ListView.Contain);
        }
    }

    HistoryColumns {
        id: columnPlaces
        width: page.listWidth
        showsEnvironment: page.controller.filter.environment === ""
    }

    HistoryToolBar {
        id: toolBar
        width: page.listWidth
        controller: page.controller
        onLeaveRequested: list.forceActiveFocus()
        onAsOfRequested: page.app.asOf.open()
        onExportRequested: exportDialog.open()
    }

    HistoryNote {
        id: note
        anchors.top: toolBar.bottom
        width: page.listWidth
        controller: page.controller
        onCopyRequested: value => page.app.links.copy(value)
    }

    HistoryHead {
        id: head
        anchors.top: note.bottom
        width: page.listWidth
        visible: list.visible
        columns: columnPlaces
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: page.listWidth
        visible: page.controller.status === HistoryController.Ready
        focus: true
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: page.controller.model
        currentIndex: page.controller.currentRow
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("History")
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onUpPressed: page.move(-1)
        Keys.onDownPressed: page.move(1)
        Keys.onReturnPressed: panel.forceActiveFocus()
        Keys.onEnterPressed: panel.forceActiveFocus()
        Keys.onSpacePressed: page.controller.toggleMark(page.controller.currentRow)
        Keys.onPressed: event => {
            const rows = Math.max(1, Math.floor(list.height / Theme.rowHeightLog) - 1);
            if (event.key === Qt.Key_PageDown)
                page.move(rows);
            else if (event.key === Qt.Key_PageUp)
                page.move(-rows);
            else if (event.key === Qt.Key_Home)
                page.move(-list.count);
            else if (event.key === Qt.Key_End)
                page.move(list.count);
            else if (event.key === Qt.Key_Escape && page.controller.hasSelection)
                page.controller.clearSelection();
            else
                return;
            event.accepted = true;
        }
        delegate: HistoryEntry {
            width: list.width
            selected: index === page.controller.currentRow
            focused: selected && list.activeFocus
            columns: columnPlaces
            onClicked: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                page.controller.select(index);
            }
            onMarkToggled: page.controller.toggleMark(index)
        }
    }

    HistoryStates {
        anchors.top: note.bottom
        anchors.bottom: parent.bottom
        width: page.listWidth
        controller: page.controller
        onCopyRequested: value => page.app.links.copy(value)
    }

    PanelSlot {
        id: slot
        open: page.controller.hasSelection
        overlays: page.Window.width < 1200

        HistoryPanel {
            id: panel
            anchors.fill: parent
            app: page.app
            onClosed: list.forceActiveFocus()
        }
    }

    AsOfView {
        id: asOf
        anchors.fill: parent
        visible: page.app.asOf.active
        controller: page.app.asOf
        environments: page.controller.environments
        onVisibleChanged: {
            if (visible)
                forceActiveFocus();
            else
                list.forceActiveFocus();
        }
    }

    LazyDialog {
        id: exportDialog
        dialog: "ExportDialog.qml"
        properties: ({ controller: page.controller })
        onDismissed: list.forceActiveFocus()
    }
}
