import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Ctrl+K: a field and what its words find. */
T.Popup {
    id: root

    required property PaletteController controller

    function perform(row: int): void {
        root.close();
        root.controller.perform(row);
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: 88
    width: parent ? Math.min(620, parent.width - 64) : 620
    height: Math.min(420, found.wantedHeight)
    modal: true
    focus: true
    padding: 0
    onAboutToShow: {
        root.controller.prepare();
        found.reset();
    }
    onOpened: found.takeFocus()

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.surfaceRaised
        border.width: Theme.dividerWidth
        border.color: Theme.line

        Shadow {
            blur: 40
            drop: 16
            ink: Theme.shadowDialog
        }
    }

    PaletteFound {
        id: found
        anchors.fill: parent
        controller: root.controller
        onChosen: row => root.perform(row)
        onLeaveRequested: root.close()
    }
}
