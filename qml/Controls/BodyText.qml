import QtQuick
import Coupe.Theme

/* The base of every text: never markup, whoever wrote it. */
Text {
    id: root

    property int paragraphLine: Theme.lineBody

    textFormat: Text.PlainText
    font: Theme.fontBody
    color: Theme.textPrimary
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    lineHeightMode: root.wrapMode === Text.NoWrap ? Text.ProportionalHeight : Text.FixedHeight
    lineHeight: root.wrapMode === Text.NoWrap ? 1 : root.paragraphLine
}
