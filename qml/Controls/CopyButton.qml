import QtQuick
import Coupe.Theme

/* Asks for `value` to be copied, and shows a check for a moment: success is a change on the screen, not a message. */
Loader {
    id: root

    enum Look { IconOnly, Link, Framed, Primary }

    required property string value
    property string text: qsTr("Copy")
    property int look: CopyButton.IconOnly
    property bool copied: false

    signal copyRequested(value: string)

    function copy(): void {
        root.copyRequested(root.value);
        root.copied = true;
        restore.restart();
    }

    sourceComponent: root.look === CopyButton.IconOnly ? iconOnly : root.look === CopyButton.Link ? link : framed

    Timer {
        id: restore
        interval: Theme.copiedTime
        onTriggered: root.copied = false
    }

    Component {
        id: iconOnly

        IconButton {
            small: true
            implicitHeight: 20
            iconSize: 12
            iconName: root.copied ? "check" : "copy"
            text: root.copied ? qsTr("Copied") : root.text
            ink: root.copied ? Theme.statusLive : Theme.textSecondary
            onClicked: root.copy()
        }
    }

    Component {
        id: link

        LinkButton {
            iconName: root.copied ? "check" : "copy"
            text: root.copied ? qsTr("Copied") : root.text
            onClicked: root.copy()
        }
    }

    Component {
        id: framed

        CoupeButton {
            small: root.look === CopyButton.Framed
            kind: root.look === CopyButton.Primary ? CoupeButton.Primary : CoupeButton.Secondary
            iconName: root.copied ? "check" : "copy"
            text: root.copied ? qsTr("Copied") : root.text
            onClicked: root.copy()
        }
    }
}
