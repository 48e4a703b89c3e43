import QtQuick
import Coupe.Theme
import Coupe.Controls

/* Where things stand in the lines of a diff: columns of a fixed-width font, and places within a line. */
Item {
    id: root

    required property int digits
    required property int longest
    readonly property int rowHeight: Theme.lineMonoSmall + 2
    readonly property real charWidth: probe.implicitWidth / probe.text.length
    // The text engine and the metrics may round differently; what is drawn counts.
    readonly property real drawnToMeasured: probe.implicitWidth / metrics.advanceWidth(probe.text)
    readonly property int numberWidth: Math.ceil(Math.max(2, root.digits) * root.charWidth)
    readonly property int numberX: Theme.spacingLarge
    readonly property int signX: root.numberX + root.numberWidth + Theme.spacingSmall
    readonly property int textX: Math.ceil(root.signX + root.charWidth) + Theme.spacingSmall
    // The same where a row has two numbers.
    readonly property int extraX: root.numberWidth + Theme.spacingMedium
    readonly property real lineWidth: root.longest * root.charWidth + Theme.spacingLarge

    function xAt(line: string, place: int): real {
        return metrics.advanceWidth(line.substring(0, place)) * root.drawnToMeasured;
    }

    visible: false

    FontMetrics {
        id: metrics
        font: Theme.fontMonoSmall
    }

    CellText {
        id: probe
        text: "0000000000000000000000000000000000000000"
        font: Theme.fontMonoSmall
    }
}
