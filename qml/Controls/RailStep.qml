import QtQuick
import Coupe.Theme

/* One step of a RequestRail: its node, the line to the next one, its word and when or why. */
Item {
    id: root

    required property string stepState
    required property string word
    required property string note
    property bool last: false
    readonly property bool reached: root.stepState !== "waiting"
    readonly property color ink: {
        switch (root.stepState) {
        case "running": return Theme.statusApplying;
        case "failed": return Theme.statusFailed;
        case "done": return Theme.textPrimary;
        default: return Theme.textTertiary;
        }
    }

    implicitHeight: label.y + Theme.lineSmall + Theme.lineTiny + 2
    Accessible.role: Accessible.ListItem
    Accessible.name: root.note === "" ? root.word : root.word + ", " + root.note
    Accessible.description: {
        switch (root.stepState) {
        case "done": return qsTr("done");
        case "running": return qsTr("under way");
        case "failed": return qsTr("failed");
        case "unknown": return qsTr("not known");
        default: return qsTr("waiting");
        }
    }

    RailNode {
        stepState: root.stepState
    }

    Rectangle {
        x: 22
        y: 7
        width: root.width - 28
        height: 2
        visible: !root.last
        color: root.stepState === "done" ? Theme.statusLive : Theme.line
    }

    SmallText {
        id: label
        y: 20
        width: root.width - Theme.spacingSmall
        height: Theme.lineSmall
        text: root.word
        font: Theme.fontSmallMedium
        color: root.ink
        Accessible.ignored: true
    }

    TinyText {
        y: label.y + Theme.lineSmall + 1
        width: root.width - Theme.spacingSmall
        text: root.note
        Accessible.ignored: true
    }
}
