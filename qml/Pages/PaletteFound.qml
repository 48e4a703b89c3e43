pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The field of the command palette and the list under it. */
FocusScope {
    id: root

    required property PaletteController controller
    readonly property real wantedHeight: Theme.toolBarHeight + 2 * Theme.spacingSmall
        + (list.count === 0 ? 56 : list.contentHeight)

    signal chosen(row: int)
    signal leaveRequested()

    function reset(): void {
        field.text = "";
        list.currentIndex = 0;
    }

    function takeFocus(): void {
        field.takeFocus();
    }

    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Go to")
    focus: true

    FilterField {
        id: field
        x: Theme.spacingSmall
        y: Theme.spacingSmall
        width: root.width - 2 * x
        focus: true
        iconName: "search"
        keyHint: ""
        escapeClears: false
        placeholderText: qsTr("Go to an app, artifact or command")
        onEdited: {
            root.controller.text = text;
            list.currentIndex = 0;
        }
        onAccepted: root.chosen(list.currentIndex)
        Keys.onDownPressed: list.incrementCurrentIndex()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onEscapePressed: root.leaveRequested()
    }

    ListView {
        id: list
        anchors.top: field.bottom
        anchors.topMargin: Theme.spacingSmall
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacingSmall
        width: root.width
        clip: true
        model: root.controller.model
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Found")
        delegate: PaletteRow {
            width: list.width
            selected: index === list.currentIndex
            onClicked: root.chosen(index)
        }
    }

    SmallText {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.toolBarHeight + 18
        visible: list.count === 0
        text: qsTr("Nothing is called “%1”.").arg(field.text)
        color: Theme.textTertiary
    }
}
