import QtQuick
import Coupe.Theme

/* What happened, in the tint of its status: a first sentence, more of it, and the server's own words. */
Rectangle {
    id: root

    property string shape: "failed"
    property string title
    property string text
    property string serverWords
    property bool copyable: root.serverWords !== ""
    default property alias content: column.data

    signal copyRequested(value: string)

    implicitWidth: 320
    implicitHeight: column.implicitHeight + 2 * Theme.spacingSmall
    radius: Theme.radiusMedium
    color: Theme.statusTint(root.shape)
    border.width: Theme.highContrast ? Theme.dividerWidth : 0
    border.color: Theme.statusColor(root.shape)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text === "" ? root.title : root.title + " " + root.text

    StatusShape {
        x: Theme.spacingMedium
        y: Theme.spacingSmall + Math.round((Theme.lineBody - height) / 2)
        shape: root.shape
        size: 13
    }

    CopyButton {
        id: copy
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        y: Theme.spacingSmall - 1
        visible: root.copyable
        look: CopyButton.Framed
        value: root.serverWords !== "" ? root.serverWords : root.title
        onCopyRequested: value => root.copyRequested(value)
    }

    Column {
        id: column
        x: 33
        y: Theme.spacingSmall
        width: root.width - x - (root.copyable ? copy.width + 2 * Theme.spacingSmall : Theme.spacingMedium)
        spacing: 3

        NameText {
            width: parent.width
            visible: root.title !== ""
            text: root.title
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        SmallText {
            width: parent.width
            visible: root.text !== ""
            text: root.text
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        ServerWords {
            width: parent.width
            visible: root.serverWords !== ""
            text: root.serverWords
        }
    }
}
