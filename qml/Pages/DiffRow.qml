import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* One row of a diff: both sides beside one another, or one line of either. */
Item {
    id: row

    required property int index
    required property int lineKind
    required property int beforeNumber
    required property string beforeLine
    required property list<int> beforeWords
    required property int afterNumber
    required property string afterLine
    required property list<int> afterWords
    required property string foldText
    required property string rowName
    required property DiffMetrics metrics
    required property bool unified
    property real shift: 0
    property bool selected: false
    property bool focused: false
    readonly property bool folded: row.lineKind === DiffModel.Folded
    readonly property bool removed: row.lineKind === DiffModel.Removed
    readonly property bool changed: row.lineKind === DiffModel.Changed
    readonly property int half: Math.floor(row.width / 2)

    signal unfoldRequested()

    implicitHeight: row.metrics.rowHeight
    Accessible.role: row.folded ? Accessible.Button : Accessible.ListItem
    Accessible.name: row.rowName
    Accessible.selectable: true
    Accessible.selected: row.selected
    Accessible.onPressAction: if (row.folded) row.unfoldRequested()

    DiffCell {
        width: row.unified ? row.width : row.half
        height: parent.height
        visible: !row.folded
        metrics: row.metrics
        lineKind: row.unified ? row.lineKind : row.beforeNumber === 0 ? DiffModel.Unknown
            : row.removed || row.changed ? DiffModel.Removed : DiffModel.Context
        number: row.unified ? row.afterNumber : row.beforeNumber
        numbersBoth: row.unified
        otherNumber: row.beforeNumber
        line: row.unified && !row.removed ? row.afterLine : row.beforeLine
        words: row.unified && !row.removed ? row.afterWords : row.beforeWords
        shift: row.shift
        selected: row.selected
    }

    DiffCell {
        x: row.half
        width: row.width - x
        height: parent.height
        visible: !row.folded && !row.unified
        metrics: row.metrics
        lineKind: row.afterNumber === 0 ? DiffModel.Unknown
            : row.lineKind === DiffModel.Added || row.changed ? DiffModel.Added : DiffModel.Context
        number: row.afterNumber
        line: row.unified ? "" : row.afterLine
        words: row.unified ? [] : row.afterWords
        shift: row.shift
        selected: row.selected
    }

    Divider {
        x: row.half
        height: parent.height
        visible: !row.folded && !row.unified
        vertical: true
        strong: true
    }

    Rectangle {
        anchors.fill: parent
        visible: row.folded
        color: hover.hovered ? Theme.surfaceHover : Theme.surfaceSunken

        HoverHandler {
            id: hover
            enabled: row.folded
            cursorShape: Qt.PointingHandCursor
        }

        Icon {
            x: row.metrics.textX - width - 4
            anchors.verticalCenter: parent.verticalCenter
            name: "more"
            size: 12
            color: Theme.textTertiary
        }

        CellText {
            x: row.metrics.textX
            width: parent.width - x
            height: parent.height
            text: row.foldText
            font: Theme.fontTiny
            color: hover.hovered ? Theme.accentText : Theme.textTertiary
        }
    }

    FocusRing {
        shown: row.focused
        inset: true
        corner: 0
    }
}
