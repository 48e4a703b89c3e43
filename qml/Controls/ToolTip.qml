import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.ToolTip {
    id: root

    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + 6 : 0
    implicitWidth: Math.min(implicitContentWidth + leftPadding + rightPadding, 360)
    implicitHeight: contentHeight + topPadding + bottomPadding
    margins: Theme.spacingSmall
    horizontalPadding: Theme.spacingSmall
    verticalPadding: 5
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionNormal; easing.type: Easing.OutCubic }
    }

    contentItem: SmallText {
        text: root.text
        wrapMode: Text.Wrap
        color: Theme.textPrimary
    }

    background: PopupGround {
        radius: Theme.radiusMedium
    }
}
