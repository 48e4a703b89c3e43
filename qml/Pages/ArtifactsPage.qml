pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What could be released? */
FocusScope {
    id: page

    required property ArtifactsController controller
    required property DeployController deploy
    required property LinkController links

    readonly property real listWidth: width - slot.takes
    readonly property bool showsAuthor: listWidth > 820
    readonly property bool showsRef: listWidth > 660
    readonly property real liveX: listWidth - 156
    readonly property real ageX: liveX - 68
    readonly property real authorX: showsAuthor ? ageX - 92 : ageX
    readonly property real refX: showsRef ? authorX - 108 : authorX
    readonly property real versionX: 132
    readonly property real subjectX: versionX + 74

    function focusFilter(): void {
        toolBar.focusFilter();
    }

    function move(rows: int): void {
        controller.moveSelection(rows);
        list.positionViewAtIndex(controller.currentRow, ListView.Contain);
    }

    ArtifactsToolBar {
        id: toolBar
        width: page.listWidth
        controller: page.controller
        onLeaveRequested: list.forceActiveFocus()
    }

    TableHeader {
        id: head
        anchors.top: toolBar.bottom
        width: page.listWidth
        visible: list.visible

        TinyText {
            height: parent.height
            text: qsTr("App")
        }

        TinyText {
            x: page.versionX - Theme.spacingLarge
            height: parent.height
            text: qsTr("Version")
        }

        TinyText {
            x: page.subjectX - Theme.spacingLarge
            height: parent.height
            text: qsTr("Commit")
        }

        TinyText {
            x: page.refX - Theme.spacingLarge
            height: parent.height
            visible: page.showsRef
            text: qsTr("Branch or tag")
        }

        TinyText {
            x: page.authorX - Theme.spacingLarge
            height: parent.height
            visible: page.showsAuthor
            text: qsTr("Author")
        }

        TinyText {
            x: page.ageX - Theme.spacingLarge
            width: page.liveX - page.ageX - 12
            height: parent.height
            horizontalAlignment: Text.AlignRight
            text: qsTr("Age")
        }

        TinyText {
            x: page.liveX - Theme.spacingLarge
            height: parent.height
            text: qsTr("Live in")
        }
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: foot.top
        width: page.listWidth
        visible: page.controller.status === ArtifactsController.Ready
        focus: true
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        model: page.controller.model
        currentIndex: page.controller.currentRow
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Artifacts")
        T.ScrollBar.vertical: ScrollBar {}
        Keys.onUpPressed: page.move(-1)
        Keys.onDownPressed: page.move(1)
        Keys.onReturnPressed: panel.forceActiveFocus()
        Keys.onEnterPressed: panel.forceActiveFocus()
        Keys.onPressed: event => {
            const rows = Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1);
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
        delegate: ArtifactRow {
            width: list.width
            selected: index === page.controller.currentRow
            focused: selected && list.activeFocus
            versionX: page.versionX
            subjectX: page.subjectX
            refX: page.refX
            authorX: page.authorX
            ageX: page.ageX
            liveX: page.liveX
            showsAuthor: page.showsAuthor
            showsRef: page.showsRef
            onClicked: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                page.controller.select(index);
            }
        }
    }

    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: page.listWidth
        height: Theme.rowHeightDense
        visible: list.visible

        Divider {
            width: parent.width
        }

        SmallText {
            x: Theme.spacingLarge
            height: parent.height
            width: parent.width - 2 * x
            text: page.controller.loadingMore ? qsTr("Reading older artifacts")
                : page.controller.errorText !== "" ? qsTr("%1 %2").arg(page.controller.errorText).arg(page.controller.asOfText)
                : page.controller.asOfText
            color: page.controller.errorText !== "" ? Theme.statusFailed : Theme.textTertiary
        }
    }

    LoadingState {
        anchors.top: toolBar.bottom
        anchors.bottom: parent.bottom
        width: page.listWidth
        visible: page.controller.status === ArtifactsController.Loading
        active: visible
        rows: 10
        text: qsTr("Reading artifacts")
        onCancelled: page.controller.cancel()
    }

    EmptyState {
        anchors.horizontalCenter: list.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(440, page.listWidth)
        visible: page.controller.status === ArtifactsController.Empty
        iconName: "artifacts"
        title: page.controller.filtered ? qsTr("No artifact passes the filter") : qsTr("No artifacts yet")
        text: page.controller.filtered ? qsTr("Some of the filters above leave nothing over.")
            : qsTr("CI fills this list when it ships an artifact to Gimlet.")
        actionText: page.controller.filtered ? qsTr("Clear filters") : ""
        onAction: page.controller.clearFilters()
    }

    FailedState {
        anchors.horizontalCenter: list.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(520, page.listWidth)
        visible: page.controller.status === ArtifactsController.Failed
        title: qsTr("Artifacts could not be read")
        text: page.controller.errorText
        serverWords: page.controller.errorWords
        onRetry: page.controller.retry()
        onCopyRequested: value => page.links.copy(value)
    }

    PanelSlot {
        id: slot
        open: page.controller.hasSelection
        overlays: page.Window.width < 1200

        ArtifactPanel {
            id: panel
            anchors.fill: parent
            detail: page.controller.detail
            deploy: page.deploy
            links: page.links
            onClosed: {
                page.controller.clearSelection();
                list.forceActiveFocus();
            }
        }
    }
}
