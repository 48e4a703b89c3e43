import QtQuick
import Coupe.Theme

/* Words of a server, verbatim: to be read and copied, never to be drawn as markup. */
TextEdit {
    id: root

    readOnly: true
    selectByMouse: true
    activeFocusOnTab: false
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    font: Theme.fontMonoSmall
    color: Theme.textSecondary
    selectionColor: Theme.accentFill
    selectedTextColor: Theme.textOnAccent
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
