import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* A dialog that names what it does. Esc, × and Cancel leave it; accept() does not close it: whoever acts decides.
   With a `protectedName`, or a `confirmName`, that name has to be typed before anything acts. */
DialogBase {
    id: root

    property int dialogWidth: 560
    property Item initialFocus: null
    property alias footerExtras: frame.footerExtras
    default property alias content: frame.content
    readonly property string typedName: frame.typed

    // When what was confirmed is no longer so.
    function resetConfirmation(): void {
        frame.reset();
    }

    // For dialogs whose fields are not there when they open.
    function focusFirst(): void {
        frame.takeFocus(root.initialFocus);
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - height) / 2) : 0
    width: parent ? Math.min(root.dialogWidth, parent.width - 64) : root.dialogWidth
    height: parent ? Math.min(frame.implicitHeight, Math.round(parent.height * 0.9)) : frame.implicitHeight
    modal: true
    focus: true
    closePolicy: T.Popup.NoAutoClose
    nameTyped: frame.matches
    onAboutToShow: frame.reset()
    onOpened: frame.takeFocus(root.initialFocus)

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionSlow; easing.type: Easing.OutCubic }
    }

    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }

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

    DialogFrame {
        id: frame
        anchors.fill: parent
        dialog: root
    }
}
