import QtQuick
import Coupe.Theme

/* One step of a dialog: its name at the left, what it says at the right. */
Item {
    id: root

    property string title
    property bool divider: true
    default property alias content: column.data

    width: parent ? parent.width : implicitWidth
    implicitWidth: 560
    implicitHeight: column.implicitHeight + 2 * (Theme.spacingLarge - 1)

    SmallText {
        x: Theme.spacingHuge
        y: column.y
        width: Theme.stepWidth - Theme.spacingSmall
        height: Theme.lineBody
        text: root.title
        font: Theme.fontSmallSemibold
        color: Theme.textPrimary
        Accessible.role: Accessible.Heading
        Accessible.name: root.title
    }

    Column {
        id: column
        x: Theme.spacingHuge + (root.title === "" ? 0 : Theme.stepWidth + Theme.spacingMedium)
        y: Theme.spacingLarge - 1
        width: root.width - x - Theme.spacingHuge
        spacing: Theme.spacingTiny
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.divider
    }
}
