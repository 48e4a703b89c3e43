import QtQuick
import Coupe.Theme
import Coupe.Controls

/* "256Mi › 384Mi" on one line; where there is no room for both, both give way. */
Item {
    id: root

    required property string before
    required property string after
    property bool afterSet: true
    readonly property real room: Math.max(0, root.width - arrow.width - 2 * arrow.gap)

    implicitHeight: Theme.lineMonoSmall

    CellText {
        id: was
        width: Math.min(Math.ceil(implicitWidth), Math.max(root.room / 2, root.room - Math.ceil(becomes.implicitWidth)))
        height: parent.height
        text: root.before
        font: Theme.fontMonoSmall
        color: Theme.textTertiary
    }

    Icon {
        id: arrow
        readonly property int gap: 5
        x: was.width + gap
        anchors.verticalCenter: parent.verticalCenter
        name: "right"
        size: 10
        color: Theme.textTertiary
    }

    CellText {
        id: becomes
        x: arrow.x + arrow.width + arrow.gap
        width: Math.max(0, root.width - x)
        height: parent.height
        text: root.after
        font: Theme.fontMonoSmall
        color: root.afterSet ? Theme.textPrimary : Theme.textTertiary
    }
}
