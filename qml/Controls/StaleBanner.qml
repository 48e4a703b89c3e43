import QtQuick
import Coupe.Theme

/* The line over a page whose data no longer comes in: since when, what is next, and a way to hurry it. */
Rectangle {
    id: root

    property string title
    property string text
    property string actionText
    property string iconName: "offline"

    signal action()

    implicitWidth: 320
    implicitHeight: Theme.bannerHeight
    color: Theme.statusStalledTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title + " " + root.text

    Icon {
        id: mark
        x: Theme.spacingLarge - 4
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: 14
        color: Theme.statusStalled
    }

    BodyText {
        id: first
        anchors.left: mark.right
        anchors.leftMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(Math.ceil(implicitWidth), root.width - x - link.width - 2 * Theme.spacingLarge)
        text: root.title
        font: Theme.fontBodyMedium
        Accessible.ignored: true
    }

    BodyText {
        anchors.left: first.right
        anchors.leftMargin: 5
        anchors.right: link.left
        anchors.rightMargin: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        Accessible.ignored: true
    }

    LinkButton {
        id: link
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingLarge
        anchors.verticalCenter: parent.verticalCenter
        visible: root.actionText !== ""
        small: false
        text: root.actionText
        onClicked: root.action()
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
