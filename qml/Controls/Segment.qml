import QtQuick
import Coupe.Theme

/* One part of a SegmentedControl. */
Pressable {
    id: root

    property string iconName
    property bool chosen: false
    property bool first: false
    property bool last: false

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: 10
    rightPadding: 10
    activeFocusOnTab: root.chosen
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: root.chosen

    contentItem: ButtonFace {
        text: root.text
        iconName: root.iconName
        iconSize: 12
        gap: 5
        ink: root.chosen ? Theme.accentText : Theme.textPrimary
        font: Theme.fontSmallMedium
    }

    background: Rectangle {
        readonly property color fill: root.chosen ? Theme.surfaceSelected : root.hovered ? Theme.surfaceHover : Qt.alpha(Theme.surfaceHover, 0)

        radius: root.first || root.last ? Theme.radiusMedium - 1 : 0
        color: fill

        // Only the outer corners are round; this covers the inner ones.
        Rectangle {
            x: root.first ? parent.width / 2 : 0
            width: root.first !== root.last ? parent.width / 2 : 0
            height: parent.height
            color: parent.fill
        }

        Divider {
            anchors.right: parent.right
            height: parent.height
            visible: !root.last
            color: Theme.controlLine
        }

        FocusRing {
            shown: root.visualFocus
            corner: Theme.radiusMedium - 1
        }
    }
}
