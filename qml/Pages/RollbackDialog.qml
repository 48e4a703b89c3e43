pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Back to an earlier release: what the server would revert, whether that works, and the way that does. */
CoupeDialog {
    id: dialog

    required property RollbackController controller
    required property LinkController links
    readonly property rollbackFacts facts: controller.facts
    readonly property int phase: controller.phase
    readonly property bool known: facts.known && phase !== RollbackController.Failed
    readonly property bool rollsBack: controller.way === RollbackController.RollBack

    dialogWidth: 780
    title: qsTr("Roll back %1 in %2").arg(facts.app).arg(facts.environment)
    subtitle: facts.serverName === "" ? "" : qsTr("on %1").arg(facts.serverName)
    protectedName: known && facts.isProtected ? facts.environment : ""
    ageText: controller.phaseText !== "" ? controller.phaseText : controller.ageText
    acceptText: known ? controller.acceptText : ""
    acceptIcon: rollsBack ? "rollback" : "deploy"
    acceptEnabled: phase === RollbackController.Choosing && controller.wayPossible && controller.offReason === ""
    busy: phase === RollbackController.Checking || phase === RollbackController.Sending
    cancelText: phase === RollbackController.Sending ? qsTr("Close") : qsTr("Cancel")
    onAccept: dialog.controller.confirm(dialog.typedName)
    onCancelled: dialog.controller.close()
    onKnownChanged: if (dialog.known && dialog.opened) dialog.focusFirst()

    Connections {
        target: dialog.controller

        function onMovedChanged(): void {
            dialog.resetConfirmation();
        }
    }

    DialogSection {
        visible: dialog.phase === RollbackController.Loading
        title: dialog.known ? "" : qsTr("Back to")

        Row {
            spacing: Theme.spacingSmall

            Spinner {
                anchors.verticalCenter: parent.verticalCenter
            }

            BodyText {
                text: dialog.controller.phaseText
            }
        }
    }

    DialogSection {
        visible: dialog.controller.problem !== "" || dialog.controller.movedText !== "" || dialog.controller.offReason !== ""

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
            visible: dialog.controller.offReason !== ""
            shape: "stalled"
            title: dialog.controller.offReason
        }
    }

    DialogSection {
        visible: dialog.known
        title: qsTr("Back to")

        Item {
            width: parent.width
            height: Theme.lineBody

            MonoText {
                id: version
                height: parent.height
                text: dialog.facts.version
            }

            BodyText {
                x: Math.ceil(version.implicitWidth) + Theme.spacingSmall
                width: parent.width - x
                height: parent.height
                text: dialog.facts.subject
            }
        }

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            text: dialog.facts.livedText
            color: Theme.textTertiary

            HoverHandler {
                id: livedHover
            }

            HoverTip {
                shown: livedHover.hovered
                text: dialog.facts.livedTip
            }
        }
    }

    DialogSection {
        visible: dialog.known
        title: qsTr("Will be reverted")

        SmallText {
            width: parent.width
            height: implicitHeight + Theme.spacingTiny
            visible: text !== ""
            text: dialog.facts.stepsText
        }

        Box {
            width: parent.width
            visible: dialog.controller.steps.count > 0

            Repeater {
                model: dialog.controller.steps

                RollbackStepRow {
                    width: parent ? parent.width : 0
                }
            }
        }

        Item {
            width: 1
            height: Theme.spacingTiny - 2
        }

        MessageBox {
            width: parent.width
            shape: dialog.facts.verdictShape
            title: dialog.facts.verdictTitle
            text: dialog.facts.verdictText

            SmallText {
                width: parent.width
                visible: text !== ""
                wrapMode: Text.Wrap
                text: dialog.facts.triedText
                color: Theme.textTertiary
            }
        }
    }

    DialogSection {
        visible: dialog.known
        title: qsTr("How")

        RollbackWays {
            width: parent.width
            controller: dialog.controller
        }
    }

    DialogSection {
        visible: dialog.known && table.told
        title: qsTr("Changes")

        ManifestTable {
            id: table
            width: parent.width
            changes: dialog.controller.changes
            linkText: qsTr("Open the full comparison")
            onLinkClicked: dialog.controller.compare()
        }
    }

    DialogSection {
        visible: dialog.known
        title: qsTr("Afterwards")

        NoteLine {
            width: parent.width
            visible: text !== "" && dialog.rollsBack
            iconName: "warning"
            ink: Theme.statusStalled
            text: dialog.facts.alsoChanges
        }

        PolicyNotes {
            width: parent.width
            sentences: dialog.facts.policyTexts
            warns: dialog.facts.policyWarns
        }
    }

    DialogSection {
        visible: dialog.known
        title: qsTr("Reason")
        divider: false

        TextField {
            width: parent.width
            name: qsTr("Reason")
            placeholderText: qsTr("Why, in a few words; may be left empty")
            maximumLength: 500
            readOnly: dialog.busy
            text: dialog.controller.reason
            helpText: qsTr("Kept with this request in Activity, on this computer alone.")
            onEdited: dialog.controller.reason = text
        }
    }
}
