import QtQuick
import Coupe.Theme
import Coupe.Controls

/* An earlier release: version, what became of it, who, when. */
Item {
    id: root

    required property string version
    required property string shape
    required property string word
    required property string releasedBy
    required property string age
    required property string exactTime
    required property string subject

    implicitHeight: Theme.rowHeightDense
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, by %3, %4, %5").arg(root.version).arg(root.word).arg(root.releasedBy).arg(root.age).arg(root.subject)

    HoverHandler {
        id: hover
    }

    HoverTip {
        shown: hover.hovered
        text: root.subject === "" ? root.exactTime : qsTr("%1\n%2").arg(root.subject).arg(root.exactTime)
    }

    MonoSmallText {
        height: parent.height
        width: 68
        text: root.version
        color: Theme.textPrimary
        Accessible.ignored: true
    }

    StatusWord {
        x: 76
        anchors.verticalCenter: parent.verticalCenter
        shape: root.shape
        word: root.word
    }

    SmallText {
        x: 180
        width: root.width - x - 64
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: root.releasedBy
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    SmallText {
        x: root.width - width
        width: 56
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: root.age
        color: Theme.textTertiary
        Accessible.ignored: true
    }
}
