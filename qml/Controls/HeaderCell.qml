import QtQuick
import Coupe.Theme

/* The head of a column; a sortable one is a button and says the direction with an arrow. */
Pressable {
    id: root

    enum Sorted { None, Up, Down }

    property int sorted: HeaderCell.None
    property int alignment: Text.AlignLeft
    property bool sortable: false

    implicitWidth: Math.ceil(label.implicitWidth) + (root.sortable ? 15 : 0)
    implicitHeight: Theme.tableHeadHeight
    enabled: root.sortable
    focusPolicy: root.sortable ? Qt.TabFocus : Qt.NoFocus
    Accessible.role: Accessible.ColumnHeader
    Accessible.description: root.sorted === HeaderCell.Up ? qsTr("sorted, smallest first")
        : root.sorted === HeaderCell.Down ? qsTr("sorted, largest first") : ""

    background: Item {
        FocusRing {
            shown: root.visualFocus
            inset: true
            corner: Theme.radiusSmall
        }
    }

    TinyText {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - (arrow.visible ? 15 : 0)
        horizontalAlignment: root.alignment
        text: root.text
        font: Theme.fontTinyMedium
        color: root.hovered || root.sorted !== HeaderCell.None ? Theme.textSecondary : Theme.textTertiary
        Accessible.ignored: true
    }

    Icon {
        id: arrow
        x: root.alignment === Text.AlignRight ? root.width - width : Math.min(label.implicitWidth + 3, root.width - width)
        anchors.verticalCenter: parent.verticalCenter
        visible: root.sorted !== HeaderCell.None
        name: root.sorted === HeaderCell.Up ? "up" : "down"
        size: 12
    }
}
