import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* What opens under a ValueChip or a ComboField. */
T.Popup {
    id: root

    property list<string> options
    property int currentIndex: -1

    signal activated(index: int)

    implicitWidth: 220
    implicitHeight: Math.min(root.options.length * Theme.rowHeightDense + 2 * padding, 320)
    margins: Theme.spacingSmall
    padding: Theme.spacingTiny
    focus: true
    onAboutToShow: list.currentIndex = Math.max(0, root.currentIndex)

    background: PopupGround {}

    ChoiceList {
        id: list
        anchors.fill: parent
        options: root.options
        ticked: root.currentIndex
        onPicked: index => {
            root.close();
            root.activated(index);
        }
    }
}
