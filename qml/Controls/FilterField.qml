pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* The filter of a tool bar: what is typed, the operators that were understood as tags before it, and its key. */
FocusScope {
    id: root

    property string iconName: "filter"
    property string keyHint: "/"
    property bool escapeClears: true
    property list<string> tokens
    property alias text: edit.text
    property alias placeholderText: edit.placeholderText
    property alias input: edit

    signal edited()
    signal accepted()
    signal cleared()
    signal tokenRemoved(index: int)

    function takeFocus(): void {
        edit.forceActiveFocus(Qt.ShortcutFocusReason);
        edit.selectAll();
    }

    function clear(): void {
        edit.clear();
        root.edited();
        root.cleared();
    }

    implicitWidth: 190
    implicitHeight: Theme.controlHeight

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusMedium
        color: Theme.surface
        border.width: edit.activeFocus ? 2 : Theme.dividerWidth
        border.color: edit.activeFocus ? Theme.focusRing : Theme.controlLine
    }

    Icon {
        id: mark
        x: 9
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: 14
    }

    Row {
        id: tags
        x: mark.x + mark.width + 7
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingTiny
        visible: root.tokens.length > 0

        Repeater {
            model: root.tokens

            TokenTag {
                required property string modelData
                required property int index

                text: modelData
                onRemoved: root.tokenRemoved(index)
            }
        }
    }

    FieldEdit {
        id: edit
        x: tags.visible ? tags.x + tags.width : mark.x + mark.width
        width: root.width - x - (hint.visible ? hint.width + 6 : 0) - (clearButton.visible ? 26 : 0)
        height: root.height
        leftPadding: 7
        focus: true
        bare: true
        Accessible.role: Accessible.EditableText
        Accessible.name: edit.placeholderText
        onTextEdited: root.edited()
        onAccepted: root.accepted()
        Keys.onEscapePressed: event => {
            event.accepted = root.escapeClears && edit.length > 0;
            if (event.accepted)
                root.clear();
        }
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Backspace && edit.cursorPosition === 0 && root.tokens.length > 0) {
                event.accepted = true;
                root.tokenRemoved(root.tokens.length - 1);
            }
        }
    }

    KeyHint {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        visible: root.keyHint !== "" && !edit.activeFocus && edit.length === 0
        text: root.keyHint
    }

    IconButton {
        id: clearButton
        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        visible: edit.length > 0
        implicitHeight: 20
        iconSize: 12
        iconName: "close"
        text: qsTr("Clear")
        onClicked: {
            root.clear();
            edit.forceActiveFocus();
        }
    }
}
