pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Controls
import Coupe.Ui

/* The lines of one file in two states: chosen, copied, unfolded, scrolled sideways all at once. */
FocusScope {
    id: view

    required property CompareController controller
    required property LinkController links
    readonly property int count: list.count
    readonly property bool unified: controller.diff.unified
    readonly property int textRoom: (unified ? width - measures.extraX : Math.floor(width / 2)) - measures.textX
    readonly property real most: Math.max(0, measures.lineWidth - textRoom)
    readonly property real shift: Math.min(most, sideways.position * measures.lineWidth)
    property int anchorRow: -1
    property int part: DiffModel.After // the side whose lines are copied

    readonly property int firstChosen: Math.min(anchorRow, list.currentIndex)
    readonly property int lastChosen: Math.max(anchorRow, list.currentIndex)

    function scrollTo(x: real): void {
        sideways.position = measures.lineWidth > 0 ? Math.max(0, Math.min(view.most, x)) / measures.lineWidth : 0;
    }

    function choose(row: int, extend: bool): void {
        if (row < 0 || row >= list.count)
            return;
        list.currentIndex = row;
        if (!extend || view.anchorRow < 0)
            view.anchorRow = row;
        list.positionViewAtIndex(row, ListView.Contain);
    }

    function chooseAll(): void {
        view.anchorRow = 0;
        list.currentIndex = list.count - 1;
    }

    function move(by: int, extend: bool): void {
        view.choose(Math.max(0, Math.min(list.count - 1, list.currentIndex + by)), extend);
    }

    function stepOf(key: int): int {
        const page = Math.max(1, Math.floor(list.height / measures.rowHeight) - 1);
        switch (key) {
        case Qt.Key_Up: return -1;
        case Qt.Key_Down: return 1;
        case Qt.Key_PageUp: return -page;
        case Qt.Key_PageDown: return page;
        case Qt.Key_Home: return -list.count;
        case Qt.Key_End: return list.count;
        default: return 0;
        }
    }

    // Where there is nothing to scroll, to the other side.
    function sideward(by: int): void {
        if (view.most > 0)
            view.scrollTo(view.shift + 8 * by * measures.charWidth);
        else
            view.part = by < 0 ? DiffModel.Before : DiffModel.After;
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
            view.part = DiffModel.After;
            list.currentIndex = -1;
            view.scrollTo(0);
        }

        function onUnifiedChanged(): void {
            view.anchorRow = -1;
            list.currentIndex = -1;
        }
    }

    DiffMetrics {
        id: measures
        digits: view.controller.diff.digits
        longest: view.controller.diff.longest
    }

    // Goes on where the rows end.
    Divider {
        x: Math.floor(view.width / 2)
        height: view.height
        visible: !view.unified && list.count > 0
        vertical: true
        strong: true
    }

    ListView {
        id: list
        anchors.top: parent.top
        anchors.bottom: sideways.visible ? sideways.top : parent.bottom
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
            if (event.matches(StandardKey.Copy))
                view.copyShown();
            else if (event.matches(StandardKey.SelectAll))
                view.chooseAll();
            else if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
                view.sideward(event.key === Qt.Key_Left ? -1 : 1);
            else if (event.key === Qt.Key_Menu && view.firstChosen >= 0)
                menu.popup(list.currentItem, measures.textX, measures.rowHeight);
            else if (view.stepOf(event.key) !== 0)
                view.move(view.stepOf(event.key), extend);
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
            metrics: measures
            unified: view.unified
            shift: view.shift
            part: view.part
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

    DiffMenu {
        id: menu
        several: view.firstChosen !== view.lastChosen
        onCopyRequested: view.copyShown()
        onCopyDiffRequested: view.copy(DiffModel.Both)
    }

    ScrollBar {
        id: sideways
        anchors.bottom: parent.bottom
        width: view.width
        orientation: Qt.Horizontal
        size: measures.lineWidth > 0 ? Math.min(1, view.textRoom / measures.lineWidth) : 1
    }
}
