import QtQuick
import Coupe.Theme

Pressable {
    id: root

    required property string iconName
    property int badge: 0
    property bool current: false
    property bool folded: false
    property string keys
    readonly property color ink: root.current ? Theme.accentText : Theme.textSecondary

    width: parent ? parent.width : implicitWidth
    implicitWidth: 168
    implicitHeight: Theme.rowHeight
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.PageTab
    Accessible.selected: root.current
    Accessible.description: root.badge > 0 ? qsTr("%Ln under way", "", root.badge) : ""

    background: Rectangle {
        radius: Theme.radiusMedium
        color: root.current ? Theme.surfaceSelected : root.hovered ? Theme.surfaceHover : "transparent"

        FocusRing {
            shown: root.visualFocus
            anchors.margins: -1
            corner: 4
        }
    }

    Icon {
        x: root.folded ? Math.round((root.width - width) / 2) : Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        color: root.ink
    }

    BodyText {
        x: 34
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x - (count.visible ? count.width + 12 : 4)
        visible: !root.folded
        text: root.text
        font: root.current ? Theme.fontBodyMedium : Theme.fontBody
        color: root.ink
        Accessible.ignored: true
    }

    CountBadge {
        id: count
        anchors.right: parent.right
        anchors.rightMargin: root.folded ? 0 : Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: root.folded ? -8 : 0
        scale: root.folded ? 0.85 : 1
        visible: root.badge > 0
        text: root.badge > 99 ? qsTr("99+") : qsTr("%L1").arg(root.badge)
    }

    HoverTip {
        text: root.keys === "" ? root.text : qsTr("%1 (%2)").arg(root.text).arg(root.keys)
        beside: true
        shown: root.folded && (root.hovered || root.visualFocus)
    }
}
