pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Two states of an app: what changed as values, and line by line. Put a button or two into `headExtras`. */
FocusScope {
    id: pane

    required property CompareController controller
    required property LinkController links
    property bool narrow: pane.Window.width < 1280
    property alias headExtras: head.extras
    readonly property bool ready: controller.phase === CompareController.Ready

    function takeFocus(): void {
        if (pane.ready)
            diff.forceActiveFocus(Qt.TabFocusReason);
        else
            pane.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: 360
    Accessible.role: Accessible.Pane
    Accessible.name: pane.controller.facts.name
    onReadyChanged: if (pane.ready && pane.activeFocus) diff.forceActiveFocus(Qt.TabFocusReason)
    Keys.onEscapePressed: pane.controller.close()

    Binding {
        target: pane.controller
        property: "narrow"
        value: pane.narrow
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    CompareHead {
        id: head
        width: pane.width
        controller: pane.controller
    }

    CompareValues {
        id: values
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: Math.min(Math.round(280 * Theme.fontScale), Math.round(pane.width * 0.4))
        visible: pane.ready
        controller: pane.controller
        links: pane.links
    }

    Divider {
        anchors.left: values.right
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        visible: pane.ready
        vertical: true
        strong: true
    }

    DiffView {
        id: diff
        anchors.left: values.right
        anchors.leftMargin: Theme.dividerWidth
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        visible: pane.ready
        focus: true
        controller: pane.controller
        links: pane.links
    }

    ValueTrail {
        id: trail
        parent: values
        x: values.width - 24
        y: Theme.tableHeadHeight
        controller: pane.controller.valueTrail
        links: pane.links
    }

    LoadingState {
        anchors.top: head.bottom
        width: pane.width
        active: pane.controller.phase === CompareController.Loading
        text: qsTr("Reading both states")
        onCancelled: pane.controller.close()
    }

    EmptyState {
        anchors.centerIn: body
        width: Math.min(440, pane.width)
        visible: pane.controller.phase === CompareController.Same
        iconName: "check"
        title: qsTr("Nothing differs")
        text: pane.controller.notesText === "" ? qsTr("Both have the same files, to the letter.") : pane.controller.notesText
    }

    FailedState {
        anchors.centerIn: body
        width: Math.min(520, pane.width)
        visible: pane.controller.phase === CompareController.Failed
        title: qsTr("The two could not be compared")
        text: pane.controller.problem
        serverWords: pane.controller.problemWords
        onRetry: pane.controller.retry()
        onCopyRequested: value => pane.links.copy(value)
    }

    Item {
        id: body
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: pane.width
    }
}
