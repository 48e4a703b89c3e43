pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* An app leaves an environment: what goes, and what would bring it back. */
CoupeDialog {
    id: dialog

    required property DeleteController controller
    required property LinkController links
    readonly property deleteFacts facts: controller.facts

    dialogWidth: 780
    title: qsTr("Delete %1 from %2").arg(facts.app).arg(facts.environment)
    subtitle: facts.serverName === "" ? "" : qsTr("on %1").arg(facts.serverName)
    protectedName: facts.isProtected ? facts.environment : ""
    confirmName: facts.confirmName
    waitingText: qsTr("Waiting for the name of the app")
    ageText: facts.ageText
    acceptText: facts.acceptText
    acceptIcon: "trash"
    acceptKind: CoupeButton.Danger
    acceptEnabled: controller.phase === DeleteController.Confirming && facts.offReason === ""
    busy: controller.phase === DeleteController.Sending
    cancelText: controller.phase === DeleteController.Sending ? qsTr("Close") : qsTr("Cancel")
    onAccept: dialog.controller.confirm(dialog.typedName)
    onCancelled: dialog.controller.close()

    Connections {
        target: dialog.controller

        function onMovedChanged(): void {
            dialog.resetConfirmation();
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
            visible: dialog.facts.offReason !== ""
            shape: "stalled"
            title: dialog.facts.offReason
        }
    }

    DialogSection {
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

        StatusWord {
            visible: dialog.facts.version !== ""
            shape: dialog.facts.presentShape
            word: dialog.facts.presentText
        }
    }

    DialogSection {
        title: qsTr("What goes")

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            text: dialog.facts.outcomeText
        }

        ManifestTable {
            width: parent.width
            topPadding: Theme.spacingTiny
            changes: dialog.controller.changes
        }
    }

    DialogSection {
        title: qsTr("Afterwards")

        PolicyNotes {
            width: parent.width
            sentences: dialog.facts.policyTexts
            warns: dialog.facts.policyWarns
        }
    }

    DialogSection {
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
