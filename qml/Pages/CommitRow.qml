import QtQuick
import Coupe.Theme
import Coupe.Controls

/* A commit on one line: hash, subject, and at the right who and when. */
Item {
    id: root

    required property string version
    required property string subject
    required property string author
    required property string age
    required property string exactTime
    property bool brief: false

    implicitHeight: Theme.lineBody + 3
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 %2, %3, %4").arg(root.version).arg(root.subject).arg(root.author).arg(root.age)

    MonoSmallText {
        id: hash
        height: parent.height
        width: Math.max(56, Math.ceil(implicitWidth))
        text: root.version
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    SmallText {
        x: hash.width + Theme.spacingSmall
        height: parent.height
        width: (root.brief ? root.width : who.x - Theme.spacingSmall) - x
        text: root.subject
        color: Theme.textPrimary
        Accessible.ignored: true
    }

    SmallText {
        id: who
        x: root.width - 56 - width - Theme.spacingSmall
        height: parent.height
        width: Math.min(110, Math.ceil(implicitWidth))
        visible: !root.brief
        text: root.author
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    SmallText {
        x: root.width - width
        height: parent.height
        width: 56
        visible: !root.brief
        horizontalAlignment: Text.AlignRight
        text: root.age
        color: Theme.textTertiary
        Accessible.ignored: true
    }
}
