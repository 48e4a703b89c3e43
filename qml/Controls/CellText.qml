import QtQuick

/* One line in a cell of a table, of which hundreds are made at once; its cell speaks for it. */
Text {
    textFormat: Text.PlainText
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
