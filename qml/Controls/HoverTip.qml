pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* The tip of its parent, which exists only while it is looked at: hundreds of rows may have one. Made by hand, because
   the Loader of Qt 6.4 cannot make a bound component. */
Item {
    id: root

    property string text
    property bool shown: false
    property bool beside: false
    property ToolTip tip: null

    anchors.fill: parent
    onShownChanged: {
        if (root.tip)
            root.tip.destroy();
        root.tip = root.shown && root.text !== "" ? maker.createObject(root) as ToolTip : null;
    }

    Component {
        id: maker

        ToolTip {
            parent: root
            x: root.beside ? root.width + 6 : Math.round((root.width - implicitWidth) / 2)
            y: root.beside ? Math.round((root.height - implicitHeight) / 2) : root.height + 6
            text: root.text
            delay: Theme.tipDelay
            visible: true
        }
    }
}
