pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What was wanted everywhere at a moment, beside now. */
FocusScope {
    id: root

    required property AsOfController controller
    required property list<string> environments

    function focusFilter(): void {
        moment.takeFocus();
    }

    Keys.onEscapePressed: root.controller.close()

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Item {
        id: bar
        width: parent.width
        height: Theme.toolBarHeight

        Row {
            x: Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingSmall

            NameText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("As of")
            }

            FilterField {
                id: moment
                anchors.verticalCenter: parent.verticalCenter
                width: 220
                focus: true
                iconName: "clock"
                keyHint: ""
                escapeClears: false
                placeholderText: qsTr("Moment, such as 2026-11-20 14:05")
                text: root.controller.typed
                onEdited: root.controller.typed = text
                onAccepted: list.forceActiveFocus()
            }

            ValueChip {
                anchors.verticalCenter: parent.verticalCenter
                label: qsTr("Environment")
                value: root.controller.environment
                options: root.environments
                onChosen: value => root.controller.environment = value
                onCleared: root.controller.environment = ""
            }

            FilterChip {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Only what differs")
                checked: root.controller.onlyDifferent
                onToggled: root.controller.onlyDifferent = checked
            }
        }

        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingMedium
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Back to the history")
            keys: qsTr("Esc")
            onClicked: root.controller.close()
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            strong: true
        }
    }

    ErrorLine {
        id: problem
        x: Theme.spacingLarge
        anchors.top: bar.bottom
        anchors.topMargin: visible ? Theme.spacingSmall : 0
        width: parent.width - 2 * Theme.spacingLarge
        height: visible ? implicitHeight : 0
        visible: root.controller.problem !== ""
        text: root.controller.problem
    }

    Item {
        id: summary
        anchors.top: problem.bottom
        width: parent.width
        height: Theme.tableHeadHeight

        SmallText {
            x: Theme.spacingLarge
            height: parent.height
            text: root.controller.summary
            color: Theme.textTertiary
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        SmallText {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingLarge
            height: parent.height
            text: root.controller.momentText
            color: Theme.textTertiary
        }
    }

    TableHeader {
        id: head
        anchors.top: summary.bottom
        width: parent.width

        TinyText {
            height: parent.height
            text: qsTr("App")
        }

        TinyText {
            x: 180 - Theme.spacingLarge
            height: parent.height
            text: qsTr("Environment")
        }

        TinyText {
            x: 300 - Theme.spacingLarge
            height: parent.height
            text: qsTr("Wanted then, since")
        }

        TinyText {
            x: root.width - 310 - Theme.spacingLarge
            height: parent.height
            text: qsTr("Wanted now, since")
        }
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.controller.model
        keyNavigationEnabled: true
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Wanted then and now")
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onReturnPressed: root.controller.compare(list.currentIndex)
        Keys.onEnterPressed: root.controller.compare(list.currentIndex)
        delegate: AsOfRow {
            width: list.width
            selected: index === list.currentIndex && list.activeFocus
            focused: selected
            onClicked: {
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
            }
            onDoubleClicked: root.controller.compare(index)
        }
    }

    EmptyState {
        anchors.centerIn: list
        width: Math.min(440, root.width)
        visible: list.count === 0 && !root.controller.loading && root.controller.problem === ""
        iconName: "clock"
        title: root.controller.onlyDifferent ? qsTr("Nothing differs") : qsTr("Nothing was wanted then")
        text: root.controller.onlyDifferent ? qsTr("What was wanted then is what is wanted now.")
            : qsTr("The history begins after this moment.")
    }
}
