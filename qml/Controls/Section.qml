import QtQuick
import Coupe.Theme

/* A part of a panel: title, a note or a link at its right, and whatever is put into it. */
Item {
    id: root

    property string title
    property string note
    property string linkText
    property bool divider: true
    property int edge: Theme.spacingLarge
    default property alias content: column.data

    signal linkClicked()

    implicitWidth: column.implicitWidth + 2 * root.edge
    implicitHeight: column.y + column.implicitHeight + Theme.spacingMedium

    NameText {
        id: heading
        x: root.edge
        y: Theme.spacingMedium
        width: root.width - 2 * root.edge - Math.max(aside.width, link.width)
        height: Theme.lineSmall
        visible: root.title !== ""
        text: root.title
        font: Theme.fontSmallSemibold
        Accessible.role: Accessible.Heading
        Accessible.name: root.title
    }

    SmallText {
        id: aside
        anchors.right: parent.right
        anchors.rightMargin: root.edge
        y: heading.y
        height: heading.height
        text: root.note
        color: Theme.textTertiary
    }

    LinkButton {
        id: link
        anchors.right: parent.right
        anchors.rightMargin: root.edge
        y: heading.y
        visible: root.linkText !== ""
        text: root.linkText
        onClicked: root.linkClicked()
    }

    Column {
        id: column
        x: root.edge
        y: root.title === "" ? Theme.spacingMedium : heading.y + heading.height + Theme.spacingSmall
        width: root.width - 2 * root.edge
        spacing: Theme.spacingSmall
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.divider
    }
}
