import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* A manifest value that differs: how, where, what it is and what it would be. */
Item {
    id: root

    required property int index
    required property int changeKind
    required property string label
    required property string before
    required property string after
    required property bool afterSet
    required property string tip
    required property string rowName
    readonly property int afterX: root.width - 12 - 118
    readonly property int beforeX: root.afterX - 20 - 118
    readonly property color ink: root.changeKind === ValueChangeModel.Added ? Theme.statusLive
        : root.changeKind === ValueChangeModel.Removed ? Theme.statusFailed : Theme.statusApplying

    implicitHeight: Theme.rowHeightDense
    Accessible.role: Accessible.ListItem
    Accessible.name: root.rowName

    HoverHandler {
        id: hover
    }

    HoverTip {
        shown: hover.hovered
        text: root.tip
    }

    MonoSmallText {
        x: Theme.spacingMedium
        height: parent.height
        text: root.changeKind === ValueChangeModel.Added ? "+" : root.changeKind === ValueChangeModel.Removed ? "-" : "~"
        color: root.ink
        Accessible.ignored: true
    }

    SmallText {
        x: Theme.spacingMedium + 14
        width: 70
        height: parent.height
        text: root.changeKind === ValueChangeModel.Added ? qsTr("New")
            : root.changeKind === ValueChangeModel.Removed ? qsTr("Removed") : qsTr("Changed")
        font: Theme.fontSmallMedium
        color: root.ink
        Accessible.ignored: true
    }

    MonoSmallText {
        x: Theme.spacingMedium + 88
        width: root.beforeX - x - Theme.spacingSmall
        height: parent.height
        text: root.label
        Accessible.ignored: true
    }

    MonoSmallText {
        x: root.beforeX
        width: 118
        height: parent.height
        text: root.before
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    Icon {
        x: root.afterX - 18
        anchors.verticalCenter: parent.verticalCenter
        name: "right"
        size: 12
        color: Theme.textTertiary
    }

    MonoSmallText {
        x: root.afterX
        width: 118
        height: parent.height
        text: root.after
        color: root.afterSet ? Theme.textPrimary : Theme.textTertiary
        Accessible.ignored: true
    }

    Divider {
        width: parent.width
    }
}
