import QtQuick
import Coupe.Theme

/* The workspace that is open, above the rail; pressing it offers the others, where there are others. */
Pressable {
    id: root

    property bool folded: false
    property bool offersOthers: false

    enabled: root.offersOthers
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.ButtonMenu
    Accessible.name: qsTr("Workspace %1").arg(root.text)

    contentItem: Item {
        LetterMark {
            x: root.folded ? Math.round((parent.width - width) / 2) : Theme.spacingMedium
            anchors.verticalCenter: parent.verticalCenter
            width: 18
            height: 18
            text: root.text.charAt(0).toUpperCase()
            color: Theme.textPrimary
            ink: Theme.windowBackground
        }

        BodyText {
            x: 38
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - 32
            visible: !root.folded
            text: root.text
            font: Theme.fontBodySemibold
            Accessible.ignored: true
        }

        Icon {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingMedium
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.folded && root.offersOthers
            name: "down"
            size: 14
        }
    }

    background: Rectangle {
        color: root.hovered ? Theme.surfaceHover : "transparent"

        FocusRing {
            shown: root.visualFocus
            inset: true
        }
    }

    HoverTip {
        text: root.text
        shown: root.folded && (root.hovered || root.visualFocus)
    }
}
