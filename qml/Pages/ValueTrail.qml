pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Which releases changed one value, newest first. */
T.Popup {
    id: root

    required property TrailController controller
    required property LinkController links

    width: 440
    height: Math.min(Math.max(body.contentHeight, 132) + head.height + 2 * padding, 380)
    margins: Theme.spacingSmall
    padding: 1
    focus: true
    onClosed: root.controller.close()

    Connections {
        target: root.controller

        function onPhaseChanged(): void {
            if (root.controller.phase === TrailController.Closed)
                root.close();
            else
                root.open();
        }
    }

    background: PopupGround {}

    FocusScope {
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Which releases changed %1 of %2").arg(root.controller.label).arg(root.controller.place)

        Item {
            id: head
            width: parent.width
            height: lines.implicitHeight + 2 * 10

            Column {
                id: lines
                x: Theme.spacingLarge
                y: 10
                width: close.x - x - Theme.spacingSmall

                NameText {
                    width: parent.width
                    text: qsTr("Which releases changed this value")
                    Accessible.ignored: true
                }

                SmallText {
                    width: parent.width
                    text: qsTr("%1, %2").arg(root.controller.label).arg(root.controller.place)
                    Accessible.ignored: true
                }

                MonoSmallText {
                    id: path
                    width: parent.width
                    text: root.controller.path
                    color: Theme.textTertiary

                    HoverHandler {
                        id: hover
                    }

                    HoverTip {
                        shown: hover.hovered && path.truncated
                        text: root.controller.path
                    }
                }
            }

            CopyButton {
                anchors.right: close.left
                anchors.rightMargin: 4
                anchors.verticalCenter: close.verticalCenter
                text: qsTr("Copy path")
                value: root.controller.path
                onCopyRequested: value => root.links.copy(value)
            }

            IconButton {
                id: close
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacingSmall
                y: 6
                small: true
                iconName: "close"
                text: qsTr("Close")
                keys: qsTr("Esc")
                onClicked: root.close()
            }

            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
                strong: true
            }
        }

        ListView {
            id: body
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            visible: root.controller.phase === TrailController.Ready
            focus: true
            activeFocusOnTab: true
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            model: root.controller.model
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Releases")
            T.ScrollBar.vertical: ScrollBar {}
            Keys.onReturnPressed: root.controller.choose(body.currentIndex)
            Keys.onEnterPressed: root.controller.choose(body.currentIndex)
            Keys.onSpacePressed: root.controller.choose(body.currentIndex)

            delegate: ValueTrailRow {
                width: body.width
                focused: index === body.currentIndex && body.activeFocus
                line: index < body.count - 1
                onClicked: root.controller.choose(index)
            }
        }

        LoadingState {
            anchors.top: head.bottom
            width: parent.width
            active: root.controller.phase === TrailController.Loading
            text: qsTr("Reading the history of this value")
            onCancelled: root.close()
        }

        EmptyState {
            anchors.centerIn: body
            width: parent.width
            visible: root.controller.phase === TrailController.Empty
            iconName: "history"
            title: qsTr("No release changed this value")
            text: qsTr("None that is still in the history of %1.").arg(root.controller.place)
        }

        FailedState {
            anchors.centerIn: body
            width: parent.width
            visible: root.controller.phase === TrailController.Failed
            title: qsTr("The history of this value could not be read")
            text: root.controller.problem
            serverWords: root.controller.problemWords
            onRetry: root.controller.retry()
            onCopyRequested: value => root.links.copy(value)
        }
    }
}
