import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* A passing word about something that is said elsewhere too. It stays while it is looked at. */
T.Control {
    id: root

    property string shape
    property string text
    property string actionText

    signal action()
    signal expired()

    implicitWidth: Math.min(520, Math.max(340, label.x + Math.ceil(label.implicitWidth) + link.width + 3 * Theme.spacingMedium))
    implicitHeight: Theme.toastHeight
    hoverEnabled: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text

    Timer {
        interval: Theme.toastTime
        running: !root.hovered && !link.activeFocus
        onTriggered: root.expired()
    }

    background: Rectangle {
        radius: Theme.radiusMedium
        color: Theme.surfaceInverse

        Shadow {
            corner: Theme.radiusMedium
        }
    }

    StatusShape {
        x: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        shape: root.shape
        color: Theme.statusColorOnInverse(root.shape)
    }

    BodyText {
        id: label
        x: 33
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x - link.width - 2 * Theme.spacingMedium
        text: root.text
        color: Theme.textOnInverse
        Accessible.ignored: true
    }

    LinkButton {
        id: link
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        visible: root.actionText !== ""
        small: false
        inverse: true
        text: root.actionText
        onClicked: root.action()
    }
}
