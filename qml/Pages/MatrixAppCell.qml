import QtQuick
import Coupe.Theme
import Coupe.Controls

/* The name at the left of a row, or a group's head. */
Rectangle {
    id: root

    required property int row
    required property bool isGroup
    required property string title
    required property string subtitle
    required property int groupCount
    required property string cellName
    property bool chosen: false

    implicitWidth: Theme.matrixAppWidth
    implicitHeight: Theme.matrixRowHeight
    color: root.isGroup ? Theme.surfaceSunken : Theme.surface
    Accessible.role: Accessible.RowHeader
    Accessible.name: root.cellName

    CellText {
        x: Theme.spacingLarge
        y: root.isGroup ? 0 : 5
        width: parent.width - x - Theme.spacingSmall
        height: root.isGroup ? parent.height : Theme.lineBody
        text: root.isGroup ? qsTr("%1  %2").arg(root.title).arg(root.groupCount) : root.title
        font: root.isGroup ? Theme.fontTinySemibold : root.chosen ? Theme.fontBodySemibold : Theme.fontBodyMedium
        color: root.isGroup ? Theme.textSecondary : Theme.textPrimary
    }

    CellText {
        x: Theme.spacingLarge
        y: 24
        width: parent.width - x - Theme.spacingSmall
        visible: !root.isGroup
        text: root.subtitle
        font: Theme.fontTiny
        color: Theme.textTertiary
    }

    Rectangle {
        y: parent.height - 1
        width: parent.width
        height: 1
        color: Theme.lineSubtle
    }
}
