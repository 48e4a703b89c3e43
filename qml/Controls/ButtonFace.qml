import QtQuick
import Coupe.Theme

/* Icon and words of a button, in the middle of whatever width it is given. */
Item {
    id: root

    property string text
    property string iconName
    property string trailingIcon
    property int iconSize: 14
    property int gap: 7
    property color ink: Theme.textPrimary
    property font font: Theme.fontBodyMedium
    property bool busy: false
    readonly property bool leading: root.iconName !== "" || root.busy
    readonly property int gaps: root.text === "" ? 0 : root.gap
    readonly property int iconSpace: (root.leading ? root.iconSize + root.gaps : 0)
        + (root.trailingIcon !== "" ? root.iconSize + root.gaps : 0)

    implicitWidth: root.iconSpace + Math.ceil(label.implicitWidth)
    implicitHeight: Math.max(label.implicitHeight, root.iconSize)

    Row {
        anchors.centerIn: parent
        spacing: root.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== "" && !root.busy
            name: root.iconName
            size: root.iconSize
            color: root.ink
        }

        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.busy
            size: root.iconSize
            color: root.ink
        }

        BodyText {
            id: label
            visible: root.text !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), Math.max(0, root.width - root.iconSpace))
            text: root.text
            font: root.font
            color: root.ink
            Accessible.ignored: true
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.trailingIcon !== ""
            name: root.trailingIcon
            size: root.iconSize
            color: root.ink
        }
    }
}
