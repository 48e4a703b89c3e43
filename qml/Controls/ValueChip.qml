import QtQuick
import Coupe.Theme

/* A filter with a value: "Branch ⌄" opens the choices, "Branch main ×" takes it away again. */
Pressable {
    id: root

    property string label
    property string value
    property string valueText: root.value
    property list<string> options
    readonly property bool filled: root.value !== ""

    signal chosen(value: string)
    signal cleared()

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.chipHeight
    leftPadding: 9
    rightPadding: 26
    text: root.filled ? qsTr("%1 %2").arg(root.label).arg(root.valueText) : root.label
    Accessible.role: Accessible.ButtonMenu
    onClicked: choices.open()
    Keys.onDownPressed: choices.open()
    Keys.onDeletePressed: root.cleared()

    contentItem: Row {
        spacing: 5

        SmallText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.label
            Accessible.ignored: true
        }

        SmallText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), 160)
            visible: root.filled
            text: root.valueText
            font: Theme.fontSmallMedium
            color: Theme.textPrimary
            Accessible.ignored: true
        }
    }

    background: ChipGround {
        hovered: root.hovered
        focused: root.visualFocus
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.filled
        name: "down"
        size: 12
    }

    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        visible: root.filled
        activeFocusOnTab: false
        implicitHeight: 18
        iconSize: 10
        iconName: "close"
        text: qsTr("Any %1").arg(root.label)
        onClicked: root.cleared()
    }

    ChoicePopup {
        id: choices
        y: root.height + 4
        options: root.options
        currentIndex: root.options.indexOf(root.value)
        onActivated: index => root.chosen(root.options[index])
    }
}
