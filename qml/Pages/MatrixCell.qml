import QtQuick
import Coupe.Theme
import Coupe.Controls

/* One app in one environment: shape, version, word, reason, age. Hundreds are on screen, so it is made of few items. */
Rectangle {
    id: root

    required property int row
    required property int column
    required property bool isGroup
    required property bool present
    required property bool failed
    required property string shape
    required property string word
    required property string reason
    required property string version
    required property string age
    required property string behindText
    required property string cellName
    property bool chosen: false
    property bool focused: false
    property bool hovered: false

    signal pressed()

    implicitWidth: Theme.matrixColumnWidthLeast
    implicitHeight: Theme.matrixRowHeight
    color: Theme.lineSubtle
    Accessible.role: Accessible.Cell
    Accessible.name: root.isGroup ? "" : root.cellName
    Accessible.ignored: root.isGroup
    Accessible.selectable: true
    Accessible.selected: root.chosen
    Accessible.onPressAction: root.pressed()

    // What it leaves free of the ground are the lines at the left and below.
    Rectangle {
        x: root.isGroup ? 0 : 1
        width: parent.width - x
        height: parent.height - 1
        radius: root.chosen ? Theme.radiusSmall : 0
        color: root.isGroup ? Theme.surfaceSunken
            : root.chosen ? Theme.surfaceSelected
            : root.failed ? Theme.statusFailedTint
            : root.hovered ? Theme.surfaceHover : Theme.surface
        border.width: root.chosen ? 2 : 0
        border.color: root.focused ? Theme.focusRing : Theme.accentFill
    }

    StatusShape {
        x: Theme.spacingMedium
        y: 8
        visible: root.present
        shape: root.shape
    }

    CellText {
        x: Theme.spacingMedium + 20
        y: 5
        width: root.width - behind.width - x - Theme.spacingMedium - 6
        height: 18
        visible: root.present
        text: root.version
        font: Theme.fontMonoVersion
        color: Theme.textPrimary
    }

    Rectangle {
        id: behind
        x: root.width - width - Theme.spacingMedium
        y: 5
        width: root.behindText === "" ? 0 : Math.ceil(behindLabel.implicitWidth) + 10
        height: Theme.tagHeight
        visible: root.behindText !== ""
        radius: Theme.radiusSmall
        color: Theme.statusNeutralTint

        CellText {
            id: behindLabel
            x: 5
            height: parent.height
            text: root.behindText
            font: Theme.fontTinyMedium
            color: Theme.textSecondary
        }
    }

    CellText {
        id: wordLabel
        x: Theme.spacingMedium + 20
        y: root.present ? 23 : 0
        height: root.present ? 16 : parent.height
        visible: !root.isGroup
        text: root.present ? root.word : root.isGroup ? "" : qsTr("Not in this environment")
        font: root.present && root.shape !== "live" ? Theme.fontSmallMedium : Theme.fontSmall
        color: !root.present ? Theme.textTertiary : root.shape === "live" ? Theme.textSecondary : Theme.statusColor(root.shape)
    }

    CellText {
        x: wordLabel.x + Math.ceil(wordLabel.implicitWidth) + 6
        y: 23
        width: ageLabel.x - x - 6
        height: 16
        visible: root.reason !== "" && width > 12
        text: root.reason
        font: Theme.fontSmall
        color: Theme.textTertiary
    }

    CellText {
        id: ageLabel
        x: root.width - Math.ceil(implicitWidth) - Theme.spacingMedium
        y: 23
        height: 16
        visible: root.present
        text: root.age
        font: Theme.fontSmall
        color: Theme.textTertiary
    }
}
