pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* At most three toasts, the newest at the bottom right. `key` comes back when the word on a toast is pressed; news of the
   same thing takes the place of what was said of it before. */
Item {
    id: root

    property int most: 3
    readonly property int count: toasts.count

    signal action(key: string)

    function show(shape: string, text: string, actionText: string, key: string): void {
        for (let i = toasts.count - 1; i >= 0; --i) {
            if (toasts.get(i).key === key)
                toasts.remove(i);
        }
        if (toasts.count >= root.most)
            toasts.remove(0);
        toasts.append({ shape: shape, words: text, actionText: actionText, key: key });
    }

    ListModel {
        id: toasts
    }

    Column {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spacingLarge
        spacing: Theme.spacingSmall

        Repeater {
            model: toasts

            Toast {
                required property int index
                required property string words
                required property string key

                text: words
                required shape
                required actionText
                onExpired: toasts.remove(index)
                onAction: {
                    const pressed = key;
                    toasts.remove(index);
                    root.action(pressed);
                }
            }
        }
    }
}
