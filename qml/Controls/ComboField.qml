import QtQuick
import Coupe.Theme

/* One of a longer list. It says what was chosen; whoever owns the state sets `currentIndex`. */
Pressable {
    id: root

    property string name
    property list<string> options
    property int currentIndex: -1
    property string placeholderText
    readonly property string currentText: root.currentIndex >= 0 && root.currentIndex < root.options.length
        ? root.options[root.currentIndex] : ""

    signal activated(index: int)

    implicitWidth: 220
    implicitHeight: Theme.controlHeight
    leftPadding: 9
    rightPadding: 28
    text: root.currentText
    Accessible.role: Accessible.ComboBox
    Accessible.name: root.name
    Accessible.description: root.currentText
    onClicked: choices.open()
    Keys.onDownPressed: choices.open()
    Keys.onUpPressed: choices.open()

    contentItem: BodyText {
        text: root.currentText !== "" ? root.currentText : root.placeholderText
        color: !root.enabled ? Theme.textDisabled : root.currentText !== "" ? Theme.textPrimary : Theme.textTertiary
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radiusMedium
        color: root.hovered ? Theme.surfaceHover : Theme.surface
        border.width: root.visualFocus ? 2 : Theme.dividerWidth
        border.color: root.visualFocus ? Theme.focusRing : root.enabled ? Theme.fieldLine : Theme.line
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: 9
        anchors.verticalCenter: parent.verticalCenter
        name: "down"
        size: 12
    }

    ChoicePopup {
        id: choices
        y: root.height + 4
        width: Math.max(root.width, implicitWidth)
        options: root.options
        currentIndex: root.currentIndex
        onActivated: index => root.activated(index)
    }
}
