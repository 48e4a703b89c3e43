import QtQuick
import Coupe.Theme

Row {
    id: root

    property string text

    spacing: 5

    StatusShape {
        y: Math.round((Theme.lineSmall - height) / 2)
        shape: "failed"
        size: 10
    }

    SmallText {
        width: root.width - x
        text: root.text
        wrapMode: Text.Wrap
        color: Theme.statusFailed
    }
}
