pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* The list under a ValueChip or a ComboField: arrows, Enter, Esc, and a letter jumps to the next word with it. */
T.Popup {
    id: root

    property list<string> options
    property int currentIndex: -1

    signal activated(index: int)

    function pick(index: int): void {
        if (index < 0)
            return;
        root.close();
        root.activated(index);
    }

    function jump(letter: string): bool {
        const count = root.options.length;
        for (let by = 1; letter !== "" && by <= count; ++by) {
            const index = (list.currentIndex + by) % count;
            if (root.options[index].toLowerCase().startsWith(letter.toLowerCase())) {
                list.currentIndex = index;
                return true;
            }
        }
        return false;
    }

    implicitWidth: 220
    implicitHeight: Math.min(list.contentHeight + 2 * padding, 320)
    margins: Theme.spacingSmall
    padding: Theme.spacingTiny
    focus: true
    onAboutToShow: list.currentIndex = Math.max(0, root.currentIndex)

    contentItem: ListView {
        id: list
        focus: true
        clip: true
        reuseItems: true
        model: root.options
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Keys.onReturnPressed: root.pick(list.currentIndex)
        Keys.onEnterPressed: root.pick(list.currentIndex)
        Keys.onPressed: event => event.accepted = root.jump(event.text.trim())

        delegate: ChoiceLine {
            required property string modelData
            required property int index

            width: list.width
            text: modelData
            lit: ListView.isCurrentItem
            ticked: index === root.currentIndex
            onHoveredChanged: if (hovered) list.currentIndex = index
            onClicked: root.pick(index)
        }
    }

    background: PopupGround {}
}
