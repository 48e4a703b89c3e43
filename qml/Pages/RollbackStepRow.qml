import QtQuick
import Coupe.Theme
import Coupe.Controls

/* A commit that a rollback comes by, and what becomes of it. */
Item {
    id: root

    required property int index
    required property int number
    required property string hash
    required property string words
    required property string timeText
    required property string tip
    required property string shape
    required property string fate
    required property string rowName

    implicitHeight: Theme.rowHeightLog
    Accessible.role: Accessible.ListItem
    Accessible.name: root.rowName

    HoverHandler {
        id: hover
    }

    HoverTip {
        shown: hover.hovered
        text: root.tip
    }

    SmallText {
        width: 28
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: root.number
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    MonoSmallText {
        id: digits
        x: 38
        height: parent.height
        width: Math.max(64, Math.ceil(implicitWidth))
        text: root.hash
        Accessible.ignored: true
    }

    SmallText {
        x: digits.x + digits.width + Theme.spacingSmall
        height: parent.height
        width: time.x - x - Theme.spacingSmall
        text: root.words
        color: Theme.textPrimary
        Accessible.ignored: true
    }

    SmallText {
        id: time
        x: fate.x - width - Theme.spacingMedium
        height: parent.height
        width: 92
        horizontalAlignment: Text.AlignRight
        text: root.timeText
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    StatusWord {
        id: fate
        x: root.width - 150
        anchors.verticalCenter: parent.verticalCenter
        shape: root.shape
        word: root.fate
    }

    Divider {
        width: parent.width
        visible: root.index > 0
    }
}
