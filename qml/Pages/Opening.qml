import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls

/* The small window while something long is under way, or when it failed. */
T.ApplicationWindow {
    id: window

    property string sentence
    property real progress: 0
    property string failure
    property string words

    signal cancelled()

    width: 480
    height: 220
    visible: true
    title: qsTr("Coupe")
    color: Theme.surface
    onClosing: window.cancelled()

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.spacingHuge
        spacing: Theme.spacingMedium
        visible: window.failure === ""

        TitleText {
            width: parent.width
            text: qsTr("Coupe")
        }

        BodyText {
            width: parent.width
            text: window.sentence
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        Rectangle {
            width: parent.width
            height: 6
            radius: 3
            color: Theme.statusNeutralTint
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("%1 %").arg(Math.round(window.progress * 100))

            Rectangle {
                width: parent.width * Math.min(1, window.progress)
                height: parent.height
                radius: 3
                color: Theme.accentFill
            }
        }

        CoupeButton {
            text: qsTr("Cancel")
            onClicked: window.close()
        }
    }

    FailedState {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.spacingHuge
        visible: window.failure !== ""
        title: qsTr("Coupe could not start")
        text: window.failure
        serverWords: window.words
        actionText: qsTr("Close")
        onRetry: window.close()
    }
}
