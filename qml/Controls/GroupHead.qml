import QtQuick
import Coupe.Theme

/* The line over a group of rows: name, how many, and a way to fold them. It only says that it was pressed. */
Pressable {
    id: root

    property string title
    property int count: -1
    property bool collapsible: true
    property bool expanded: true

    implicitHeight: Theme.groupHeadHeight
    leftPadding: Theme.spacingLarge - 4
    rightPadding: Theme.spacingLarge
    text: root.title
    enabled: root.collapsible
    focusPolicy: root.collapsible ? Qt.TabFocus : Qt.NoFocus
    Accessible.name: root.count < 0 ? root.title : qsTr("%1, %L2").arg(root.title).arg(root.count)
    Accessible.checkable: root.collapsible
    Accessible.checked: root.expanded
    Accessible.description: !root.collapsible ? "" : root.expanded ? qsTr("unfolded") : qsTr("folded")

    contentItem: Row {
        spacing: 6

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.collapsible
            name: root.expanded ? "down" : "right"
            size: 12
        }

        TinyText {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: root.collapsible ? 0 : 4
            text: root.title
            font: Theme.fontTinySemibold
            color: Theme.textSecondary
            Accessible.ignored: true
        }

        TinyText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.count >= 0
            text: qsTr("%L1").arg(root.count)
            Accessible.ignored: true
        }
    }

    background: RowBackground {
        tint: Theme.surfaceSunken
        hovered: root.hovered
        focused: root.visualFocus
    }
}
