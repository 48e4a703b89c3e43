pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The lines of one file in two states, and which file that is. */
FocusScope {
    id: view

    required property CompareController controller
    required property LinkController links
    readonly property bool unified: controller.diff.unified
    readonly property int textRoom: (unified ? width - metrics.extraX : Math.floor(width / 2)) - metrics.textX
    readonly property real most: Math.max(0, metrics.lineWidth - textRoom)
    readonly property real shift: Math.min(most, sideways.position * metrics.lineWidth)
    property int anchorRow: -1
    property int part: DiffModel.After

    readonly property int firstChosen: Math.min(anchorRow, list.currentIndex)
    readonly property int lastChosen: Math.max(anchorRow, list.currentIndex)

    function scrollTo(x: real): void {
        sideways.position = metrics.lineWidth > 0 ? Math.max(0, Math.min(view.most, x)) / metrics.lineWidth : 0;
    }

    function choose(row: int, extend: bool): void {
        if (row < 0 || row >= list.count)
            return;
        list.currentIndex = row;
        if (!extend || view.anchorRow < 0)
            view.anchorRow = row;
        list.positionViewAtIndex(row, ListView.Contain);
    }

    function move(by: int, extend: bool): void {
        const from = list.currentIndex < 0 ? -1 : list.currentIndex;
        view.choose(Math.max(0, Math.min(list.count - 1, from + by)), extend);
    }

    function copy(part: int): void {
        if (view.firstChosen >= 0)
            view.links.copy(view.controller.diff.copyText(view.firstChosen, view.lastChosen, part));
    }

    function copyShown(): void {
        view.copy(view.unified ? DiffModel.Both : view.part);
    }

    Connections {
        target: view.controller

        function onFileChanged(): void {
            view.anchorRow = -1;
            list.currentIndex = -1;
            view.scrollTo(0);
        }

        function onUnifiedChanged(): void {
            view.anchorRow = -1;
            list.currentIndex = -1;
        }
    }

    DiffMetrics {
        id: metrics
        digits: view.controller.diff.digits
        longest: view.controller.diff.longest
    }

    DiffHead {
        id: head
        width: view.width
        controller: view.controller
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: sideways.visible ? sideways.top : view.bottom
        width: view.width
        focus: true
        activeFocusOnTab: true
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: view.controller.diff
        currentIndex: -1
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: view.unified ? qsTr("Changes of %1").arg(view.controller.file.path)
            : qsTr("Changes of %1, side by side").arg(view.controller.file.path)
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onReturnPressed: view.controller.unfold(list.currentIndex)
        Keys.onEnterPressed: view.controller.unfold(list.currentIndex)
        Keys.onSpacePressed: view.controller.unfold(list.currentIndex)
        Keys.onPressed: event => {
            const extend = (event.modifiers & Qt.ShiftModifier) !== 0;
            const page = Math.max(1, Math.floor(list.height / metrics.rowHeight) - 1);
            if (event.matches(StandardKey.Copy))
                view.copyShown();
            else if (event.matches(StandardKey.SelectAll)) {
                view.anchorRow = 0;
                list.currentIndex = list.count - 1;
            } else if (event.key === Qt.Key_Up)
                view.move(-1, extend);
            else if (event.key === Qt.Key_Down)
                view.move(1, extend);
            else if (event.key === Qt.Key_PageUp)
                view.move(-page, extend);
            else if (event.key === Qt.Key_PageDown)
                view.move(page, extend);
            else if (event.key === Qt.Key_Home)
                view.move(-list.count, extend);
            else if (event.key === Qt.Key_End)
                view.move(list.count, extend);
            else if (event.key === Qt.Key_Left && view.most > 0)
                view.scrollTo(view.shift - 8 * metrics.charWidth);
            else if (event.key === Qt.Key_Right && view.most > 0)
                view.scrollTo(view.shift + 8 * metrics.charWidth);
            else
                return;
            event.accepted = true;
        }

        WheelHandler {
            orientation: Qt.Horizontal
            acceptedModifiers: Qt.NoModifier
            onWheel: event => view.scrollTo(view.shift - event.angleDelta.x / 2)
        }

        WheelHandler {
            acceptedModifiers: Qt.ShiftModifier
            onWheel: event => view.scrollTo(view.shift - event.angleDelta.y / 2)
        }

        delegate: DiffRow {
            width: list.width
            height: implicitHeight
            metrics: metrics
            unified: view.unified
            shift: view.shift
            selected: view.anchorRow >= 0 && index >= view.firstChosen && index <= view.lastChosen
            focused: index === list.currentIndex && list.activeFocus
            onUnfoldRequested: view.controller.unfold(index)
        }
    }

    MouseArea {
        id: mouse
        anchors.fill: list
        anchors.rightMargin: 10 // the scroll bar's
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        preventStealing: true
        onPressed: event => {
            list.forceActiveFocus(Qt.MouseFocusReason);
            const row = list.indexAt(1, event.y + list.contentY);
            const inside = row >= view.firstChosen && row <= view.lastChosen;
            view.part = view.unified || event.x > list.width / 2 ? DiffModel.After : DiffModel.Before;
            if (event.button === Qt.LeftButton || !inside)
                view.choose(row, (event.modifiers & Qt.ShiftModifier) !== 0);
            if (event.button === Qt.RightButton && row >= 0)
                menu.popup(mouse, event.x, event.y);
        }
        onPositionChanged: event => {
            if (mouse.pressedButtons & Qt.LeftButton)
                view.choose(list.indexAt(1, Math.max(0, Math.min(list.height - 1, event.y)) + list.contentY), true);
        }
        onClicked: event => {
            if (event.button === Qt.LeftButton && view.firstChosen === view.lastChosen)
                view.controller.unfold(list.currentIndex);
        }
    }

    Menu {
        id: menu

        MenuItem {
            iconName: "copy"
            text: view.firstChosen === view.lastChosen ? qsTr("Copy line") : qsTr("Copy lines")
            keys: "Ctrl+C"
            onTriggered: view.copyShown()
        }

        MenuItem {
            iconName: "copy"
            text: qsTr("Copy as diff")
            onTriggered: view.copy(DiffModel.Both)
        }
    }

    ScrollBar {
        id: sideways
        anchors.bottom: parent.bottom
        width: view.width
        orientation: Qt.Horizontal
        size: metrics.lineWidth > 0 ? Math.min(1, view.textRoom / metrics.lineWidth) : 1
    }

    EmptyState {
        anchors.centerIn: list
        width: Math.min(420, list.width)
        visible: view.controller.currentFile < 0 && view.controller.phase === CompareController.Ready
        iconName: "compare"
        title: qsTr("No line that matters differs")
        text: view.controller.foldedText
        actionText: view.controller.foldedAction
        onAction: view.controller.showFolded = true
    }

    EmptyState {
        anchors.centerIn: list
        width: Math.min(420, list.width)
        visible: view.controller.currentFile >= 0 && list.count === 0
        iconName: "info"
        title: qsTr("There are no lines to show")
        text: view.controller.file.why
    }
}
