import QtQuick
import Coupe.Theme

/* Asks for `value` to be copied, and shows a check for a moment: success is a change on the screen, not a message. */
CoupeButton {
    id: root

    enum Look { IconOnly, Link, Framed, Filled }

    required property string value
    property int look: CopyButton.IconOnly
    property bool copied: false
    readonly property bool bare: root.look === CopyButton.IconOnly || root.look === CopyButton.Link

    signal copyRequested(value: string)

    implicitHeight: root.look === CopyButton.IconOnly ? 20 : root.look === CopyButton.Link ? Theme.lineSmall
        : root.small ? Theme.controlHeightSmall : Theme.controlHeight
    leftPadding: root.look === CopyButton.IconOnly ? 4 : root.look === CopyButton.Link ? 0 : root.small ? 8 : 11
    rightPadding: leftPadding
    text: qsTr("Copy")
    face: root.look === CopyButton.IconOnly ? "" : root.copied ? qsTr("Copied") : root.text
    iconName: root.copied ? "check" : "copy"
    small: root.look !== CopyButton.Filled
    kind: root.look === CopyButton.Filled ? CoupeButton.Primary : root.bare ? CoupeButton.Flat : CoupeButton.Secondary
    font: root.look === CopyButton.Link ? Theme.fontSmall : root.small ? Theme.fontSmallMedium : Theme.fontBodyMedium
    ink: root.look === CopyButton.Link ? Theme.accentText : root.filled ? Theme.textOnAccent
        : root.bare && root.copied ? Theme.statusLive : root.bare ? Theme.textSecondary : Theme.textPrimary
    Accessible.description: root.copied ? qsTr("Copied") : ""
    onClicked: {
        root.copyRequested(root.value);
        root.copied = true;
        restore.restart();
    }

    Timer {
        id: restore
        interval: Theme.copiedTime
        onTriggered: root.copied = false
    }

    HoverTip {
        text: root.copied ? qsTr("Copied") : root.text
        shown: root.look === CopyButton.IconOnly && (root.hovered || root.visualFocus)
    }
}
