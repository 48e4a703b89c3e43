import QtQuick
import Coupe.Theme

/* An empty list says why it is empty and what would fill it. */
Item {
    id: root

    property string iconName
    property string title
    property string text
    property string actionText
    property string secondText

    signal action()
    signal second()

    implicitWidth: 320
    implicitHeight: column.implicitHeight + 2 * Theme.spacingHuge
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text === "" ? root.title : root.title + ". " + root.text

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spacingLarge, 440)
        spacing: 5

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.iconName !== ""
            name: root.iconName
            size: 20
        }

        Item {
            width: 1
            height: 2
        }

        NameText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.title
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        SmallText {
            width: parent.width
            visible: root.text !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.text
            wrapMode: Text.Wrap
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        Item {
            width: 1
            height: 2
            visible: actions.visible
        }

        Row {
            id: actions
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.actionText !== "" || root.secondText !== ""
            spacing: Theme.spacingSmall

            CoupeButton {
                visible: root.actionText !== ""
                small: true
                text: root.actionText
                onClicked: root.action()
            }

            CoupeButton {
                visible: root.secondText !== ""
                small: true
                kind: CoupeButton.Flat
                text: root.secondText
                onClicked: root.second()
            }
        }
    }
}
