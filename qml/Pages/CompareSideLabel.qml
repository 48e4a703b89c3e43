import QtQuick
import Coupe.Theme
import Coupe.Controls

/* "A 7a31c0e 8 Nov": one side of a comparison. The version stays, the time gives way. */
Row {
    id: root

    required property string mark
    required property string version
    required property string when
    required property string tip
    required property real whenRoom
    readonly property real fixedWidth: letter.width + root.spacing + (label.visible ? label.width + root.spacing : 0)
    readonly property real whenWidth: time.width

    spacing: Theme.spacingSmall

    LetterMark {
        id: letter
        anchors.verticalCenter: parent.verticalCenter
        text: root.mark
    }

    MonoText {
        id: label
        width: Math.min(Math.ceil(implicitWidth), 120)
        height: parent.height
        visible: root.version !== ""
        text: root.version
        Accessible.ignored: true
    }

    SmallText {
        id: time
        width: Math.min(Math.ceil(implicitWidth), root.whenRoom)
        height: parent.height
        text: root.when
        color: Theme.textTertiary
        Accessible.ignored: true

        HoverTip {
            shown: hover.hovered
            text: root.tip
        }
    }

    HoverHandler {
        id: hover
    }
}
