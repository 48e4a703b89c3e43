pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Controls
import Coupe.Ui

/* The two ways back, the suggested one first. */
Box {
    id: root

    required property RollbackController controller
    readonly property rollbackFacts facts: controller.facts

    Repeater {
        model: root.facts.rollBackFirst ? [RollbackController.RollBack, RollbackController.Redeploy]
            : [RollbackController.Redeploy, RollbackController.RollBack]

        ChoiceRow {
            required property int modelData
            required property int index
            readonly property bool rollsBack: modelData === RollbackController.RollBack

            width: parent ? parent.width : 0
            text: rollsBack ? root.facts.rollBackTitle : qsTr("Redeploy this version")
            explanation: rollsBack ? root.facts.rollBackText : root.facts.redeployText
            tag: index === 0 && enabled ? qsTr("Suggested") : ""
            enabled: (rollsBack ? root.facts.rollBackPossible : root.facts.redeployPossible)
                && root.controller.phase === RollbackController.Choosing
            checked: root.controller.way === modelData
            // However it came to be checked: screen readers toggle without a click.
            onCheckedChanged: if (checked && root.controller.way !== modelData) root.controller.way = modelData

            Divider {
                width: parent.width
                visible: parent.index > 0
                strong: true
            }
        }
    }
}
