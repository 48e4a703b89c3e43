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

    TinyText {
        x: Theme.spacingLarge
        visible: root.isGroup
        height: parent.height
        width: parent.width - x - 4
        text: root.isGroup ? qsTr("%1  %2").arg(root.title).arg(root.groupCount) : ""
        font: Theme.fontTinySemibold
        color: Theme.textSecondary
        Accessible.ignored: true
    }

    NameText {
        x: Theme.spacingLarge
        y: 5
        visible: !root.isGroup
        height: Theme.lineBody
        width: parent.width - x - Theme.spacingSmall
        text: root.isGroup ? "" : root.title
        font: root.chosen ? Theme.fontBodySemibold : Theme.fontBodyMedium
        Accessible.ignored: true
    }

    TinyText {
        x: Theme.spacingLarge
        y: 24
        visible: !root.isGroup
        width: parent.width - x - Theme.spacingSmall
        text: root.subtitle
        Accessible.ignored: true
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.lineSubtle
    }
}
