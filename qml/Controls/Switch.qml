import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.Switch {
    id: root

    implicitWidth: implicitContentWidth + leftPadding
    implicitHeight: Theme.controlHeightSmall
    leftPadding: root.text === "" ? 28 : 38
    font: Theme.fontBody
    hoverEnabled: true
    Accessible.name: root.text

    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: 28
        implicitHeight: 16
        radius: 8
        color: !root.enabled ? Theme.line : root.checked ? Theme.accentFill : Theme.fieldLine

        Rectangle {
            x: root.checked ? parent.width - width - 2 : 2
            anchors.verticalCenter: parent.verticalCenter
            width: 12
            height: 12
            radius: 6
            color: Theme.textOnAccent

            Behavior on x {
                NumberAnimation { duration: Theme.motionFast; easing.type: Easing.OutCubic }
            }
        }

        FocusRing {
            shown: root.visualFocus
            corner: 8
        }
    }

    contentItem: BodyText {
        text: root.text
        color: root.enabled ? Theme.textPrimary : Theme.textDisabled
        Accessible.ignored: true
    }
}
