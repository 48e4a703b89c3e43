import QtQuick
import Coupe.Controls
import Coupe.Ui

/* A file in two states: which one, and its lines, or why there are none. */
FocusScope {
    id: view

    required property CompareController controller
    required property LinkController links

    DiffHead {
        id: head
        width: view.width
        controller: view.controller
    }

    DiffLines {
        id: lines
        objectName: "diffLines"
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: view.width
        focus: true
        controller: view.controller
        links: view.links
    }

    EmptyState {
        anchors.centerIn: lines
        width: Math.min(420, lines.width)
        visible: view.controller.currentFile < 0 && view.controller.phase === CompareController.Ready
        iconName: "compare"
        title: qsTr("No line that matters differs")
        text: view.controller.foldedText
        actionText: view.controller.foldedAction
        onAction: view.controller.showFolded = true
    }

    EmptyState {
        anchors.centerIn: lines
        width: Math.min(420, lines.width)
        visible: view.controller.currentFile >= 0 && lines.count === 0
        iconName: "info"
        title: qsTr("There are no lines to show")
        text: view.controller.file.why
    }
}
