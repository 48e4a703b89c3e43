import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* After a 401: another token for the same server, kept for this run only. */
CoupeDialog {
    id: dialog

    required property ConnectionController connection

    title: qsTr("Sign in again")
    subtitle: connection.server
    acceptText: qsTr("Sign in to %1").arg(connection.name)
    acceptEnabled: token.text !== ""
    initialFocus: token.input
    onAboutToShow: token.text = ""
    onAboutToHide: token.text = ""
    onAccept: {
        dialog.connection.signIn(token.text);
        dialog.close();
    }

    DialogSection {
        title: qsTr("Token")
        divider: false

        TextField {
            id: token
            width: parent.width
            label: qsTr("API token")
            placeholderText: qsTr("Paste the value of GIMLET_TOKEN")
            echoMode: TextInput.Password
            mono: true
            onAccepted: dialog.tryAccept()
        }

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("Gimlet refused the token in use. The new one is kept in memory until Coupe is closed, and goes to %1 only.")
                .arg(dialog.connection.server)
            color: Theme.textTertiary
        }
    }
}
