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

    signal pressed()

    implicitWidth: Theme.matrixColumnWidthLeast
    implicitHeight: Theme.matrixRowHeight
    color: root.isGroup ? Theme.surfaceSunken
        : root.chosen ? Theme.surfaceSelected
        : root.failed ? Theme.statusFailedTint
        : hover.hovered ? Theme.surfaceHover : Theme.surface
    Accessible.role: Accessible.Cell
    Accessible.name: root.isGroup ? "" : root.cellName
    Accessible.ignored: root.isGroup
    Accessible.selectable: true
    Accessible.selected: root.chosen
    Accessible.onPressAction: root.pressed()

    HoverHandler {
        id: hover
        enabled: !root.isGroup
    }

    TapHandler {
        enabled: !root.isGroup
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed()
    }

    StatusShape {
        x: Theme.spacingMedium
        y: 8
        visible: root.present
        shape: root.shape
    }

    MonoText {
        x: Theme.spacingMedium + 20
        y: 5
        width: behind.x - x - 6
        height: 18
        visible: root.present
        text: root.version
        font: Theme.fontMonoVersion
        Accessible.ignored: true
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

        TinyText {
            id: behindLabel
            x: 5
            height: parent.height
            text: root.behindText
            font: Theme.fontTinyMedium
            color: Theme.textSecondary
            Accessible.ignored: true
        }
    }

    SmallText {
        id: wordLabel
        x: Theme.spacingMedium + 20
        y: root.present ? 23 : 0
        height: root.present ? 16 : parent.height
        visible: !root.isGroup
        text: root.present ? root.word : root.isGroup ? "" : qsTr("Not in this environment")
        font: root.present && root.shape !== "live" ? Theme.fontSmallMedium : Theme.fontSmall
        color: !root.present ? Theme.textTertiary : root.shape === "live" ? Theme.textSecondary : Theme.statusColor(root.shape)
        Accessible.ignored: true
    }

    SmallText {
        x: wordLabel.x + Math.ceil(wordLabel.implicitWidth) + 6
        y: 23
        width: ageLabel.x - x - 6
        height: 16
        visible: root.reason !== "" && width > 12
        text: root.reason
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    SmallText {
        id: ageLabel
        x: root.width - Math.ceil(implicitWidth) - Theme.spacingMedium
        y: 23
        height: 16
        visible: root.present
        text: root.age
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    Rectangle {
        width: root.isGroup ? 0 : 1
        height: parent.height
        color: Theme.lineSubtle
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.lineSubtle
    }

    Rectangle {
        anchors.fill: parent
        visible: root.chosen
        radius: Theme.radiusSmall
        color: "transparent"
        border.width: 2
        border.color: root.focused ? Theme.focusRing : Theme.accentFill
    }
}
