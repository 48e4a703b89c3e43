import QtQuick
import QtQuick.Templates as T

/* What all our buttons share: Enter presses as Space does, once however long the key is held, and so does a screen reader. */
T.Button {
    id: root

    property int presses: 0

    function pressByKey(again: bool): void {
        if (again || !root.enabled)
            return;
        if (root.checkable && !(root.autoExclusive && root.checked)) {
            root.toggle();
            root.toggled();
        }
        root.clicked();
    }

    // Qt 6.4 announces the press action of a button and then does nothing about it; later versions do. Whoever is first.
    function pressByScreenReader(): void {
        const before = root.presses;
        Qt.callLater(() => {
            if (root.presses === before)
                root.pressByKey(false);
        });
    }

    hoverEnabled: true
    Accessible.name: root.text
    Accessible.onPressAction: root.pressByScreenReader()
    Accessible.onToggleAction: root.pressByScreenReader()
    Keys.onReturnPressed: event => root.pressByKey(event.isAutoRepeat)
    Keys.onEnterPressed: event => root.pressByKey(event.isAutoRepeat)
    onClicked: root.presses += 1
}
