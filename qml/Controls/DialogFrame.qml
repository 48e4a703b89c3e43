import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* Head, scrolling body, confirmation and footer of a CoupeDialog. */
FocusScope {
    id: root

    required property DialogBase dialog
    readonly property bool matches: confirm.matches
    readonly property string typed: confirm.typed
    property alias footerExtras: foot.extras
    default property alias content: column.data

    function reset(): void {
        confirm.reset();
        body.contentY = 0;
    }

    // The first field, never the button that acts.
    function takeFocus(wanted: Item): void {
        if (wanted)
            wanted.forceActiveFocus(Qt.OtherFocusReason);
        else if (confirm.visible)
            confirm.takeFocus();
        else
            foot.takeFocus();
    }

    implicitHeight: head.height + column.implicitHeight + confirm.height + foot.height
    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: root.dialog.title
    Keys.onEscapePressed: root.dialog.cancel()

    Flickable {
        id: body
        y: head.height
        width: root.width
        height: root.height - head.height - confirm.height - foot.height
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            width: body.width
        }
    }

    ConfirmRow {
        id: confirm
        anchors.bottom: foot.top
        width: root.width
        height: visible ? implicitHeight : 0
        visible: root.dialog.confirmName !== ""
        enabled: !root.dialog.busy
        placeName: root.dialog.confirmName
        isProtected: root.dialog.protectedName !== ""
        onAccepted: root.dialog.tryAccept()
    }

    DialogFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: root.width
        dialog: root.dialog
    }

    Item {
        id: head
        width: root.width
        height: Theme.dialogHeadHeight

        Row {
            x: Theme.spacingHuge
            height: parent.height
            spacing: Theme.spacingSmall + 2

            TitleText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), head.width - 200)
                text: root.dialog.title
                Accessible.role: Accessible.Heading
                Accessible.name: root.dialog.title
            }

            BodyText {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.dialog.subtitle !== ""
                text: root.dialog.subtitle
                color: Theme.textTertiary
            }

            ProtectedTag {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.dialog.protectedName !== ""
            }
        }

        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: 13
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Close")
            keys: qsTr("Esc")
            onClicked: root.dialog.cancel()
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            strong: true
        }
    }
}
