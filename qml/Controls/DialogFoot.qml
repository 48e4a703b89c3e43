import QtQuick
import Coupe.Theme

/* Age of the data at the left; Cancel, then verb, object and place at the right. */
Item {
    id: root

    required property DialogBase dialog
    property alias extras: extraRow.data

    function takeFocus(): void {
        cancel.forceActiveFocus(Qt.OtherFocusReason);
    }

    implicitHeight: Theme.dialogFootHeight

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        anchors.topMargin: 0
        radius: Theme.radiusLarge - 1
        color: Theme.surfaceSunken

        Rectangle {
            width: parent.width
            height: parent.height / 2
            color: parent.color
        }

        Divider {
            width: parent.width
            strong: true
        }
    }

    SmallText {
        x: Theme.spacingHuge
        anchors.verticalCenter: parent.verticalCenter
        width: buttons.x - x - Theme.spacingMedium
        text: root.dialog.confirmed || !root.dialog.acceptEnabled ? root.dialog.ageText
            : root.dialog.waitingText
        color: Theme.textTertiary
    }

    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingHuge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall

        Row {
            id: extraRow
            spacing: Theme.spacingSmall
            visible: children.length > 0
        }

        CoupeButton {
            id: cancel
            visible: root.dialog.cancelText !== ""
            text: root.dialog.cancelText
            onClicked: root.dialog.cancel()
        }

        CoupeButton {
            visible: root.dialog.acceptText !== ""
            kind: root.dialog.acceptKind
            iconName: root.dialog.acceptIcon
            text: root.dialog.acceptText
            enabled: root.dialog.acceptEnabled && root.dialog.confirmed
            busy: root.dialog.busy
            onClicked: root.dialog.tryAccept()
        }
    }
}
