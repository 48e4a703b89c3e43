pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The values that differ; a press tells which releases changed one. */
FocusScope {
    id: root

    required property CompareController controller
    required property LinkController links
    property int menuRow: -1

    /* A value's middle, to open something beside it. */
    function middleOf(row: int): real {
        const item = list.itemAtIndex(row);
        return item ? item.mapToItem(root, 0, item.height / 2).y : 0;
    }

    Rectangle {
        id: head
        width: root.width
        height: Theme.tableHeadHeight
        color: Theme.surfaceSunken

        TinyText {
            x: Theme.spacingLarge
            width: copyAll.x - x
            height: parent.height
            text: root.controller.valuesText
        }

        CopyButton {
            id: copyAll
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter
            visible: list.count > 0
            text: qsTr("Copy all values")
            value: ""
            onCopyRequested: root.links.copy(root.controller.values.copyAll())
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            strong: true
        }
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: root.width
        focus: true
        activeFocusOnTab: list.count > 0
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.controller.values
        highlightFollowsCurrentItem: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: root.controller.valuesText
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onReturnPressed: root.controller.trail(list.currentIndex)
        Keys.onEnterPressed: root.controller.trail(list.currentIndex)
        Keys.onSpacePressed: root.controller.trail(list.currentIndex)
        Keys.onPressed: event => {
            event.accepted = event.matches(StandardKey.Copy);
            if (event.accepted)
                root.links.copy(root.controller.values.copyText(list.currentIndex));
        }

        delegate: CompareValueRow {
            width: list.width
            focused: index === list.currentIndex && list.activeFocus
            onClicked: {
                list.currentIndex = index;
                root.controller.trail(index);
            }
            onContextRequested: (x, y) => {
                list.currentIndex = index;
                root.menuRow = index;
                menu.popup();
            }
        }

        footer: Column {
            width: list.width
            topPadding: Theme.spacingMedium
            bottomPadding: Theme.spacingMedium
            leftPadding: Theme.spacingLarge
            spacing: 2

            SmallText {
                width: list.width - 2 * Theme.spacingLarge
                visible: text !== ""
                wrapMode: Text.Wrap
                text: root.controller.foldedText
                color: Theme.textTertiary
            }

            LinkButton {
                visible: text !== ""
                text: root.controller.foldedAction
                onClicked: root.controller.showFolded = !root.controller.showFolded
            }

            SmallText {
                width: list.width - 2 * Theme.spacingLarge
                topPadding: Theme.spacingTiny
                visible: text !== ""
                wrapMode: Text.Wrap
                text: root.controller.notesText
                color: Theme.textTertiary
            }
        }
    }

    Menu {
        id: menu
        width: 260

        MenuItem {
            iconName: "history"
            text: qsTr("Which releases changed this value")
            onTriggered: root.controller.trail(root.menuRow)
        }

        MenuItem {
            iconName: "copy"
            text: qsTr("Copy value")
            keys: "Ctrl+C"
            onTriggered: root.links.copy(root.controller.values.copyText(root.menuRow))
        }

        MenuItem {
            iconName: "copy"
            text: qsTr("Copy path")
            onTriggered: root.links.copy(root.controller.values.pathAt(root.menuRow))
        }
    }
}
