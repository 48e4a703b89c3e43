import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* A row of a list. The list owns selection and current row; the row shows them and says when it is pressed. */
T.ItemDelegate {
    id: root

    property string name
    property bool selected: false
    property bool focused: false
    property bool line: true
    readonly property bool showActions: root.hovered || root.focused

    signal contextRequested(x: real, y: real)

    implicitHeight: Theme.rowHeight
    leftPadding: Theme.spacingLarge
    rightPadding: Theme.spacingLarge
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: root.name
    Accessible.selectable: true
    Accessible.selected: root.selected
    Accessible.onPressAction: root.clicked()

    background: RowBackground {
        hovered: root.hovered
        selected: root.selected
        focused: root.focused
        line: root.line
    }

    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.RightButton
        onClicked: event => root.contextRequested(event.x, event.y)
    }
}
