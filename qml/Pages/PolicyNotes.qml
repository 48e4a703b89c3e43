pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls

/* Which policies would undo what a dialog does; those that would stand out. */
Column {
    id: root

    required property list<string> sentences
    required property bool warns

    spacing: Theme.spacingTiny

    Repeater {
        model: root.sentences

        NoteLine {
            required property string modelData

            width: root.width
            iconName: root.warns ? "warning" : "policies"
            ink: root.warns ? Theme.statusStalled : Theme.textSecondary
            text: modelData
        }
    }
}
