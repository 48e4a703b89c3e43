import QtQuick
import Coupe.Theme

/* A quiet sentence with its mark, such as why a button is off. */
Row {
    id: root

    property string text
    property string iconName: "info"
    property color ink: Theme.textTertiary

    spacing: 6

    Icon {
        y: Math.round((Theme.lineSmall - height) / 2)
        name: root.iconName
        size: 12
        color: root.ink
    }

    SmallText {
        width: root.width - x
        text: root.text
        wrapMode: Text.Wrap
        color: root.ink
    }
}
