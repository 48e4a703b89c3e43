pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* One line of a file: number, sign, text, and rectangles under the words that the other side does not have. */
Item {
    id: cell

    required property DiffMetrics metrics
    required property int lineKind // Context, Added, Removed; Unknown: there is no line here
    required property int number
    required property string line
    required property list<int> words
    property bool numbersBoth: false // of a unified diff
    property int otherNumber: 0
    property real shift: 0
    property bool selected: false
    readonly property int textX: cell.metrics.textX + (cell.numbersBoth ? cell.metrics.extraX : 0)
    readonly property bool isAdded: cell.lineKind === DiffModel.Added
    readonly property bool isRemoved: cell.lineKind === DiffModel.Removed

    Rectangle {
        anchors.fill: parent
        color: cell.isAdded ? Theme.diffAdded : cell.isRemoved ? Theme.diffRemoved
            : cell.lineKind === DiffModel.Unknown ? Theme.surfaceSunken : Theme.surface
    }

    Rectangle {
        width: cell.textX - 4
        height: parent.height
        visible: cell.selected
        color: Theme.surfaceSelected
    }

    CellText {
        x: cell.metrics.numberX
        width: cell.metrics.numberWidth
        height: parent.height
        visible: cell.numbersBoth && cell.otherNumber > 0
        horizontalAlignment: Text.AlignRight
        text: cell.otherNumber
        font: Theme.fontMonoSmall
        color: Theme.textTertiary
    }

    CellText {
        x: cell.metrics.numberX + (cell.numbersBoth ? cell.metrics.extraX : 0)
        width: cell.metrics.numberWidth
        height: parent.height
        visible: cell.number > 0
        horizontalAlignment: Text.AlignRight
        text: cell.number
        font: Theme.fontMonoSmall
        color: Theme.textTertiary
    }

    CellText {
        x: cell.metrics.signX + (cell.numbersBoth ? cell.metrics.extraX : 0)
        height: parent.height
        visible: cell.isAdded || cell.isRemoved
        text: cell.isAdded ? "+" : "-"
        font: Theme.fontMonoSmall
        color: Theme.textTertiary
    }

    Item {
        x: cell.textX
        width: cell.width - x
        height: parent.height
        clip: cell.metrics.lineWidth > width

        Repeater {
            model: cell.words.length / 2

            Rectangle {
                required property int index
                readonly property real from: cell.metrics.xAt(cell.line, cell.words[2 * index])
                readonly property real to: cell.metrics.xAt(cell.line, cell.words[2 * index] + cell.words[2 * index + 1])

                x: from - cell.shift
                y: 1
                width: to - from
                height: cell.height - 2
                radius: 2
                color: cell.isAdded ? Theme.diffAddedWord : Theme.diffRemovedWord
            }
        }

        CellText {
            x: -cell.shift
            height: parent.height
            elide: Text.ElideNone
            text: cell.line
            font: Theme.fontMonoSmall
            color: Theme.textPrimary
        }
    }
}
