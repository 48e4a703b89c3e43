import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* One line of a ChoicePopup. */
T.ItemDelegate {
    id: root

    property bool lit: false
    property bool ticked: false

    implicitHeight: Theme.rowHeightDense
    leftPadding: Theme.spacingSmall
    rightPadding: 28
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: root.text
    Accessible.selected: root.ticked

    contentItem: BodyText {
        text: root.text
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.lit ? Theme.surfaceHover : "transparent"

        Icon {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter
            visible: root.ticked
            name: "check"
            size: 12
            color: Theme.accentText
        }
    }
}
