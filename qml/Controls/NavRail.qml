import QtQuick
import Coupe.Theme

/* The places of the window. Folded it shows their icons alone, with the same accessible names. */
Rectangle {
    id: root

    property bool folded: false
    default property alias content: column.data

    implicitWidth: root.folded ? Theme.railWidthFolded : Theme.railWidth
    color: Theme.windowBackground
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Places")

    Column {
        id: column
        x: Theme.spacingSmall
        y: Theme.spacingSmall
        width: root.width - 2 * Theme.spacingSmall
        spacing: 2
    }

    Divider {
        anchors.right: parent.right
        height: parent.height
        vertical: true
        strong: true
    }
}
