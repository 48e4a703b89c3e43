import QtQuick.Templates as T

/* What a CoupeDialog says and asks, apart from how it is drawn. */
T.Popup {
    id: root

    property string title
    property string subtitle
    property string protectedName
    // What has to be typed before anything acts.
    property string confirmName: root.protectedName
    property string waitingText: qsTr("Waiting for the name of the environment")
    property string ageText
    property string acceptText
    property int acceptKind: CoupeButton.Primary
    property string acceptIcon
    property string cancelText: qsTr("Cancel")
    property bool acceptEnabled: true
    property bool busy: false
    property bool nameTyped: false
    readonly property bool confirmed: root.confirmName === "" || root.nameTyped
    readonly property bool ready: root.acceptEnabled && root.confirmed && !root.busy

    signal accept()
    signal cancelled()

    function cancel(): void {
        root.close();
        root.cancelled();
    }

    function tryAccept(): void {
        if (root.ready)
            root.accept();
    }
}
