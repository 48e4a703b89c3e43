pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Apps down, environments across. Column 0 of the model names the app and stays at the left; the head stays on top. */
FocusScope {
    id: root

    required property OverviewController controller

    readonly property int environmentCount: heads.count
    readonly property real columnWidth: Math.max(Theme.matrixColumnWidthLeast,
        Math.floor((root.width - Theme.matrixAppWidth) / Math.max(1, environmentCount)))
    readonly property bool showsFocus: root.activeFocus && keyboardUsed
    property bool keyboardUsed: false

    signal openRequested()

    function rowHeight(row: int): real {
        return root.controller.model.isGroup(row) ? Theme.groupHeadHeight : Theme.matrixRowHeight;
    }

    function choose(row: int, column: int): void {
        root.keyboardUsed = false;
        root.forceActiveFocus(Qt.MouseFocusReason);
        root.controller.select(row, column);
    }

    function showSelection(): void {
        if (root.controller.currentRow < 0)
            return;
        cells.positionViewAtRow(root.controller.currentRow, TableView.Contain);
        if (root.controller.currentColumn > 0)
            cells.positionViewAtColumn(root.controller.currentColumn, TableView.Contain);
    }

    function move(rows: int, columns: int): void {
        root.keyboardUsed = true;
        root.controller.moveSelection(rows, columns);
        root.showSelection();
    }

    clip: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Apps by environment")
    Keys.onUpPressed: root.move(-1, 0)
    Keys.onDownPressed: root.move(1, 0)
    Keys.onLeftPressed: root.move(0, -1)
    Keys.onRightPressed: root.move(0, 1)
    Keys.onReturnPressed: root.openRequested()
    Keys.onEnterPressed: root.openRequested()
    Keys.onPressed: event => {
        const page = Math.max(1, Math.floor(cells.height / Theme.matrixRowHeight) - 1);
        if (event.key === Qt.Key_PageDown)
            root.move(page, 0);
        else if (event.key === Qt.Key_PageUp)
            root.move(-page, 0);
        else if (event.key === Qt.Key_Home)
            root.move(-root.controller.model.rowCount(), 0);
        else if (event.key === Qt.Key_End)
            root.move(root.controller.model.rowCount(), 0);
        else if (event.key === Qt.Key_Escape && root.controller.hasSelection)
            root.controller.clearSelection();
        else
            return;
        event.accepted = true;
    }

    onColumnWidthChanged: cells.forceLayout()

    Rectangle {
        width: root.width
        height: Theme.matrixHeadHeight
        color: Theme.surfaceSunken

        TinyText {
            x: Theme.spacingLarge
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 10
            text: qsTr("App")
            Accessible.role: Accessible.ColumnHeader
            Accessible.name: text
        }

        Item {
            x: Theme.matrixAppWidth
            width: root.width - x
            height: parent.height
            clip: true

            Repeater {
                id: heads
                model: root.controller.environments

                MatrixHead {
                    required property int index

                    x: index * root.columnWidth - cells.contentX
                    width: root.columnWidth
                    height: Theme.matrixHeadHeight
                }
            }
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            strong: true
        }
    }

    TableView {
        id: apps
        y: Theme.matrixHeadHeight
        width: Theme.matrixAppWidth
        height: root.height - y
        model: root.controller.model
        syncView: cells
        syncDirection: Qt.Vertical
        interactive: false
        clip: true
        columnWidthProvider: column => column === 0 ? Theme.matrixAppWidth : 0
        delegate: MatrixAppCell {
            chosen: row === root.controller.currentRow
        }
    }

    TableView {
        id: cells
        x: Theme.matrixAppWidth
        y: Theme.matrixHeadHeight
        width: root.width - x
        height: root.height - y
        model: root.controller.model
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        columnWidthProvider: column => column === 0 ? 0 : root.columnWidth
        rowHeightProvider: row => root.rowHeight(row)
        T.ScrollBar.vertical: ScrollBar {}
        T.ScrollBar.horizontal: ScrollBar {}
        delegate: MatrixCell {
            id: cell
            chosen: row === root.controller.currentRow && column === root.controller.currentColumn
            focused: chosen && root.showsFocus
            hovered: row === hover.cell.y && column === hover.cell.x
            onPressed: root.choose(cell.row, cell.column)
        }

        // One for all cells: two in each would be a fifth of what a cell costs.
        HoverHandler {
            id: hover

            // Column and row, as TableView has it; (-1, -1) beside all of them.
            readonly property point cell: hovered ? cells.cellAtPos(cells.contentX + point.position.x,
                cells.contentY + point.position.y) : Qt.point(-1, -1)
        }

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: point => {
                const at = cells.cellAtPos(cells.contentX + point.position.x, cells.contentY + point.position.y);
                if (at.y >= 0 && !root.controller.model.isGroup(at.y))
                    root.choose(at.y, at.x);
            }
        }
    }
}
