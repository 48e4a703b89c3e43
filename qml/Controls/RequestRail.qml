pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* How far a request has come: requested, written to git, applied, healthy. States: done, running, failed, unknown,
   waiting. The three lists run side by side, one entry a step. */
Item {
    id: root

    property list<string> stepStates
    property list<string> stepWords
    property list<string> stepNotes
    readonly property real stepWidth: root.width / Math.max(1, root.stepStates.length)

    implicitWidth: 620
    implicitHeight: 16 + 4 + Theme.lineSmall + Theme.lineTiny + 2
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    Row {
        Repeater {
            model: root.stepStates

            RailStep {
                required property string modelData
                required property int index

                width: root.stepWidth
                stepState: modelData
                word: index < root.stepWords.length ? root.stepWords[index] : ""
                note: index < root.stepNotes.length ? root.stepNotes[index] : ""
                last: index === root.stepStates.length - 1
            }
        }
    }
}
