import QtQuick
import Coupe.Theme

/* Whether the server answers, and which server that is. */
Pressable {
    id: root

    property string shape: "live"
    property string word
    property string server

    implicitWidth: implicitContentWidth
    implicitHeight: Theme.statusBarHeight
    focusPolicy: Qt.TabFocus
    Accessible.name: root.server === "" ? root.word : qsTr("%1, %2").arg(root.word).arg(root.server)

    contentItem: Row {
        spacing: 6

        StatusShape {
            anchors.verticalCenter: parent.verticalCenter
            shape: root.shape
            size: 10
        }

        TinyText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.word
            font: root.shape === "live" ? Theme.fontTiny : Theme.fontTinyMedium
            color: root.shape === "live" ? Theme.textSecondary : Theme.statusColor(root.shape)
            Accessible.ignored: true
        }

        TinyText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.server
            Accessible.ignored: true
        }
    }

    background: Item {
        FocusRing {
            shown: root.visualFocus
            anchors.margins: 1
            corner: 1
        }
    }
}
