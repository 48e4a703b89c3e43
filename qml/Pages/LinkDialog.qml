import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Where a link goes, before it is followed. */
CoupeDialog {
    id: dialog

    required property LinkController controller

    title: qsTr("Open a link")
    acceptText: qsTr("Open %1").arg(controller.host)
    acceptIcon: "external"
    onAccept: dialog.controller.open()
    onCancelled: dialog.controller.cancel()

    DialogSection {
        title: qsTr("Goes to")
        divider: false

        NameText {
            width: parent.width
            text: dialog.controller.host
        }

        ServerWords {
            width: parent.width
            text: dialog.controller.address
        }

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("The link comes from the artifact. It opens in your browser, outside of Coupe.")
            color: Theme.textTertiary
        }
    }
}
