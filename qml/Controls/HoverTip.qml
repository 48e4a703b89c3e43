import QtQuick
import Coupe.Theme

/* The tip of its parent, which exists only while it is looked at: hundreds of rows may have one. */
Item {
    id: root

    property string text
    property bool shown: false

    anchors.fill: parent

    Loader {
        active: root.shown && root.text !== ""
        sourceComponent: ToolTip {
            parent: root
            text: root.text
            delay: Theme.tipDelay
            visible: true
        }
    }
}
