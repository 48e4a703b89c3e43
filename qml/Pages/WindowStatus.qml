import QtQuick
import Coupe.Controls
import Coupe.Ui

/* The bottom line: how the connection stands, how old the data is, what runs, and who one is. */
StatusBar {
    id: root

    required property ConnectionController connection
    required property ActivityController activity

    signal activityWanted()

    trailing: [
        Row {
            height: root.height
            spacing: 6
            visible: root.activity.runningCount > 0

            Spinner {
                anchors.verticalCenter: parent.verticalCenter
                size: 10
            }

            LinkButton {
                anchors.verticalCenter: parent.verticalCenter
                text: root.activity.runningCount === 1 ? qsTr("1 request running")
                    : qsTr("%L1 requests running").arg(root.activity.runningCount)
                onClicked: root.activityWanted()
            }
        },
        TinyText {
            height: root.height
            visible: root.connection.login !== ""
            text: qsTr("Signed in as %1").arg(root.connection.login)
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    ]

    ConnectionMark {
        shape: root.connection.shape
        word: root.connection.word
        server: root.connection.server
        onClicked: root.connection.tryNow()
    }

    TinyText {
        height: root.height
        visible: text !== ""
        text: root.connection.asOfText
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    TinyText {
        height: root.height
        visible: text !== ""
        text: root.connection.gitAsOfText
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
