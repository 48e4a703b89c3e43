import QtQuick
import Coupe.Theme

/* A field with its label above and its error or help below. */
FocusScope {
    id: root

    property string label
    property string name: root.label
    property string errorText
    property string helpText
    property bool clearable: false
    property bool large: false
    property bool valid: false
    property alias text: edit.text
    property alias placeholderText: edit.placeholderText
    property alias mono: edit.mono
    property alias readOnly: edit.readOnly
    property alias echoMode: edit.echoMode
    property alias maximumLength: edit.maximumLength
    property alias inputMethodHints: edit.inputMethodHints
    property alias input: edit

    signal edited()
    signal accepted()

    function selectAll(): void {
        edit.selectAll();
    }

    implicitWidth: 220
    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: root.width
        spacing: Theme.spacingTiny

        SmallText {
            width: parent.width
            visible: root.label !== ""
            text: root.label
            font: Theme.fontSmallMedium
            color: Theme.textPrimary
        }

        FieldEdit {
            id: edit
            width: parent.width
            height: root.large ? Theme.controlHeightLarge : Theme.controlHeight
            rightPadding: clear.visible || mark.visible ? 30 : 9
            focus: true
            failed: root.errorText !== ""
            Accessible.name: root.name !== "" ? root.name : edit.placeholderText
            Accessible.description: root.errorText !== "" ? root.errorText : root.helpText
            onTextEdited: root.edited()
            onAccepted: root.accepted()

            IconButton {
                id: clear
                anchors.right: parent.right
                anchors.rightMargin: 3
                anchors.verticalCenter: parent.verticalCenter
                visible: root.clearable && edit.length > 0 && !edit.readOnly
                small: true
                implicitHeight: 20
                iconSize: 12
                iconName: "close"
                text: qsTr("Clear")
                onClicked: {
                    edit.clear();
                    edit.forceActiveFocus();
                    root.edited();
                }
            }

            Icon {
                id: mark
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacingSmall
                anchors.verticalCenter: parent.verticalCenter
                visible: root.valid && !clear.visible
                name: "check"
                size: 14
                color: Theme.statusLive
            }
        }

        ErrorLine {
            width: parent.width
            visible: root.errorText !== ""
            text: root.errorText
        }

        SmallText {
            width: parent.width
            visible: root.helpText !== "" && root.errorText === ""
            text: root.helpText
            wrapMode: Text.Wrap
            color: Theme.textTertiary
            Accessible.ignored: true
        }
    }
}
