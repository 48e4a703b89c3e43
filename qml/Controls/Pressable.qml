import QtQuick
import QtQuick.Templates as T

/* What all our buttons share: Enter presses as Space does, once however long the key is held. */
T.Button {
    id: root

    function pressByKey(again: bool): void {
        if (again)
            return;
        if (root.checkable) {
            root.toggle();
            root.toggled();
        }
        root.clicked();
    }

    hoverEnabled: true
    Accessible.name: root.text
    Keys.onReturnPressed: event => root.pressByKey(event.isAutoRepeat)
    Keys.onEnterPressed: event => root.pressByKey(event.isAutoRepeat)
}
