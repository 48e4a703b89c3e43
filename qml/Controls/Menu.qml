import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.Menu {
    id: root

    implicitWidth: 220
    implicitHeight: contentHeight + topPadding + bottomPadding
    margins: Theme.spacingSmall
    padding: Theme.spacingTiny
    overlap: 1
    delegate: MenuItem {}

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionNormal; easing.type: Easing.OutCubic }
    }

    contentItem: ListView {
        implicitHeight: contentHeight
        model: root.contentModel
        currentIndex: root.currentIndex
        interactive: contentHeight > height
        clip: interactive
    }

    background: PopupGround {}
}
