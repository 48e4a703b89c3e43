import QtQuick
import QtQuick.Templates as T

/* A dialog that is made when it is first opened, and kept. It follows `wanted`, and can be opened by hand. */
Loader {
    id: root

    required property url dialog
    property bool wanted: false
    property var properties: ({})
    readonly property bool shown: popup?.visible ?? false
    readonly property T.Popup popup: item as T.Popup

    signal dismissed()

    function open(): void {
        if (root.status === Loader.Null)
            root.setSource(root.dialog, Object.assign({ parent: T.Overlay.overlay }, root.properties));
        root.popup?.open();
    }

    onWantedChanged: {
        if (root.wanted)
            root.open();
        else
            root.popup?.close();
    }

    Connections {
        target: root.popup

        function onClosed(): void {
            root.dismissed();
        }
    }
}
