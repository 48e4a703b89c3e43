pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* The tip of its parent, which exists only while it is looked at: hundreds of rows may have one. Made by hand, because
   the Loader of Qt 6.4 cannot make a bound component. */
Item {
    id: root

    property string text
    property bool shown: false
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
            text: root.text
            delay: Theme.tipDelay
            visible: true
        }
    }
}
