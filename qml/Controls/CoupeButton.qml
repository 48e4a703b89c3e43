import QtQuick
import Coupe.Theme

Pressable {
    id: root

    enum Kind { Secondary, Primary, Danger, Flat }

    property int kind: CoupeButton.Secondary
    property string face: root.text
    property string iconName
    property string offReason
    property bool busy: false
    property bool small: false
    readonly property bool off: !root.enabled && !root.busy
    readonly property bool filled: !root.off && (root.kind === CoupeButton.Primary || root.kind === CoupeButton.Danger)
    readonly property bool lit: root.hovered || root.down
    readonly property color ground: {
        if (root.filled && root.kind === CoupeButton.Danger)
            return root.lit ? Theme.dangerFillHover : Theme.dangerFill;
        if (root.filled)
            return root.lit ? Theme.accentFillHover : Theme.accentFill;
        if (root.lit)
            return Theme.surfaceHover;
        return root.off || root.kind === CoupeButton.Flat ? Qt.alpha(Theme.surfaceHover, 0) : Theme.surfaceRaised;
    }
    property color ink: {
        if (root.off)
            return Theme.textDisabled;
        if (root.filled)
            return Theme.textOnAccent;
        return root.kind === CoupeButton.Flat ? Theme.textSecondary : Theme.textPrimary;
    }

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: root.small ? Theme.controlHeightSmall : Theme.controlHeight
    leftPadding: root.small ? 8 : 11
    rightPadding: root.small ? 8 : 11
    font: root.small ? Theme.fontSmallMedium : Theme.fontBodyMedium
    Accessible.description: root.off ? root.offReason : ""

    Binding on enabled {
        when: root.busy
        value: false
    }

    contentItem: ButtonFace {
        text: root.face
        iconName: root.iconName
        busy: root.busy
        iconSize: root.small ? 12 : 14
        ink: root.ink
        font: root.font
    }

    background: Rectangle {
        radius: Theme.radiusMedium
        color: root.ground
        border.width: root.filled || (root.kind === CoupeButton.Flat && !root.off) ? 0 : Theme.dividerWidth
        border.color: root.off ? Theme.line : Theme.controlLine

        Behavior on color {
            ColorAnimation { duration: Theme.motionFast }
        }

        FocusRing {
            shown: root.visualFocus
        }
    }
}
