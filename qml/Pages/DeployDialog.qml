pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What goes where, and what that changes, before anything is sent. */
CoupeDialog {
    id: dialog

    required property DeployController controller
    required property LinkController links
    readonly property deployFacts facts: controller.facts
    readonly property bool confirming: controller.phase === DeployController.Confirming
        || controller.phase === DeployController.Sending

    dialogWidth: 780
    title: facts.environment === "" ? qsTr("Deploy") : qsTr("Deploy to %1").arg(facts.environment)
    subtitle: facts.serverName === "" ? "" : qsTr("on %1").arg(facts.serverName)
    protectedName: confirming && facts.isProtected ? facts.environment : ""
    ageText: facts.ageText
    acceptText: confirming ? facts.acceptText : ""
    acceptIcon: "deploy"
    acceptEnabled: confirming && facts.offReason === ""
    busy: controller.phase === DeployController.Sending
    cancelText: controller.phase === DeployController.Sending ? qsTr("Close") : qsTr("Cancel")
    onAccept: dialog.controller.confirm(dialog.typedName)
    onCancelled: dialog.controller.close()

    Connections {
        target: dialog.controller

        function onMovedChanged(): void {
            dialog.resetConfirmation();
        }
    }

    DialogSection {
        visible: dialog.controller.phase === DeployController.Loading
        title: qsTr("What")

        Row {
            spacing: Theme.spacingSmall

            Spinner {
                anchors.verticalCenter: parent.verticalCenter
            }

            BodyText {
                text: qsTr("Reading the artifact")
            }
        }
    }

    DialogSection {
        visible: dialog.controller.problem !== "" || dialog.controller.movedText !== "" || dialog.facts.offReason !== ""

        MessageBox {
            width: parent.width
            visible: dialog.controller.problem !== ""
            shape: "failed"
            title: dialog.controller.problem
            serverWords: dialog.controller.problemWords
            onCopyRequested: value => dialog.links.copy(value)
        }

        MessageBox {
            width: parent.width
            visible: dialog.controller.movedText !== ""
            shape: "stalled"
            title: dialog.controller.movedText
        }

        MessageBox {
            width: parent.width
            visible: dialog.confirming && dialog.facts.offReason !== ""
            shape: "stalled"
            title: dialog.facts.offReason
        }
    }

    DialogSection {
        visible: dialog.confirming
        title: qsTr("What")

        Item {
            width: parent.width
            height: Theme.lineBody

            NameText {
                id: app
                width: Math.min(Math.ceil(implicitWidth), 180)
                height: parent.height
                text: dialog.facts.app
            }

            MonoText {
                id: version
                x: app.width + Theme.spacingSmall
                height: parent.height
                text: dialog.facts.version
            }

            BodyText {
                x: version.x + Math.ceil(version.implicitWidth) + Theme.spacingSmall
                width: parent.width - x
                height: parent.height
                text: dialog.facts.subject
            }
        }

        SmallText {
            width: parent.width
            text: dialog.facts.madeText
            color: Theme.textTertiary
        }
    }

    DialogSection {
        visible: dialog.confirming
        title: qsTr("Where")

        Row {
            width: parent.width
            spacing: Theme.spacingSmall
            clip: true

            Icon {
                y: 3
                visible: dialog.facts.isProtected
                name: "lock"
                size: 12
                color: Theme.protectedMark
            }

            NameText {
                text: dialog.facts.environment
                color: dialog.facts.isProtected ? Theme.protectedMark : Theme.textPrimary
            }

            BodyText {
                visible: dialog.facts.presentVersion !== ""
                text: qsTr("replaces")
                color: Theme.textSecondary
            }

            MonoText {
                visible: text !== ""
                text: dialog.facts.presentVersion
            }

            StatusWord {
                y: 1
                visible: dialog.facts.presentVersion !== ""
                shape: dialog.facts.presentShape
                word: dialog.facts.presentText
            }
        }

        SmallText {
            width: parent.width
            visible: text !== ""
            text: dialog.facts.presentSubject
            color: Theme.textTertiary
        }
    }

    DialogSection {
        visible: dialog.confirming
        title: qsTr("What changes")
        divider: false

        MessageBox {
            width: parent.width
            visible: dialog.facts.directionText !== "" && dialog.facts.directionWarns
            shape: "stalled"
            title: dialog.facts.directionText
        }

        BodyText {
            width: parent.width
            visible: dialog.facts.directionText !== "" && !dialog.facts.directionWarns
            wrapMode: Text.Wrap
            text: dialog.facts.directionText
        }

        SmallText {
            width: parent.width
            visible: text !== ""
            wrapMode: Text.Wrap
            text: dialog.facts.earlierText
        }

        CommitList {
            width: parent.width
            title: dialog.facts.goingOutTitle
            commits: dialog.controller.goingOut
        }

        CommitList {
            width: parent.width
            title: dialog.facts.takenBackTitle
            commits: dialog.controller.takenBack
        }

        CommitList {
            width: parent.width
            title: dialog.facts.leftOutTitle
            commits: dialog.controller.leftOut
            most: 2
        }

        ManifestTable {
            width: parent.width
            bottomPadding: Theme.spacingTiny
            changes: dialog.controller.changes
        }

        Row {
            width: parent.width
            spacing: Theme.spacingSmall

            Icon {
                y: 2
                name: "policies"
                size: 14
                color: Theme.textTertiary
            }

            SmallText {
                width: parent.width - x
                wrapMode: Text.Wrap
                text: dialog.facts.policyText
            }
        }

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            visible: dialog.controller.goingOut.count + dialog.controller.takenBack.count + dialog.controller.leftOut.count > 0
            text: qsTr("Commits are those that CI shipped.")
            color: Theme.textTertiary
        }
    }
}
