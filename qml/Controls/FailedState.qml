import QtQuick
import Coupe.Theme

/* A page that could not be read: what, the server's own words, and the way on. */
Item {
    id: root

    property string title
    property string text
    property string serverWords
    property string actionText: qsTr("Try again")

    signal retry()
    signal copyRequested(value: string)

    implicitWidth: 320
    implicitHeight: column.implicitHeight + 2 * Theme.spacingHuge
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title + ". " + root.text + root.serverWords

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spacingLarge, 520)
        spacing: 5

        StatusShape {
            anchors.horizontalCenter: parent.horizontalCenter
            shape: "failed"
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
            Accessible.ignored: true
        }

        ServerWords {
            width: parent.width
            visible: root.serverWords !== ""
            horizontalAlignment: Text.AlignHCenter
            text: root.serverWords
        }

        Item {
            width: 1
            height: 2
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spacingSmall

            CoupeButton {
                small: true
                visible: root.actionText !== ""
                iconName: "refresh"
                text: root.actionText
                onClicked: root.retry()
            }

            CoupeButton {
                small: true
                kind: CoupeButton.Flat
                iconName: "copy"
                text: qsTr("Copy")
                onClicked: root.copyRequested(root.serverWords !== "" ? root.serverWords : root.title)
            }
        }
    }
}
