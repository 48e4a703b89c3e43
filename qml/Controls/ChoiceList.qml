pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/* The lines of a ChoicePopup: arrows, Enter, and a letter jumps to the next word with it. */
ListView {
    id: root

    property list<string> options
    property int ticked: -1

    signal picked(index: int)

    function jump(letter: string): bool {
        const count = root.options.length;
        for (let by = 1; letter !== "" && by <= count; ++by) {
            const index = (root.currentIndex + by) % count;
            if (root.options[index].toLowerCase().startsWith(letter.toLowerCase())) {
                root.currentIndex = index;
                return true;
            }
        }
        return false;
    }

    focus: true
    clip: true
    reuseItems: true
    model: root.options
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.List
    Keys.onReturnPressed: root.picked(root.currentIndex)
    Keys.onEnterPressed: root.picked(root.currentIndex)
    Keys.onPressed: event => event.accepted = root.jump(event.text.trim())

    delegate: ChoiceLine {
        required property string modelData
        required property int index

        width: root.width
        text: modelData
        lit: ListView.isCurrentItem
        ticked: index === root.ticked
        onHoveredChanged: if (hovered) root.currentIndex = index
        onClicked: root.picked(index)
    }
}
