import QtQuick.Templates as T

/* What a CoupeDialog says and asks, apart from how it is drawn. */
T.Popup {
    id: root

    property string title
    property string subtitle
    property string protectedName
    property string ageText
    property string acceptText
    property int acceptKind: CoupeButton.Primary
    property string acceptIcon
    property string cancelText: qsTr("Cancel")
    property bool acceptEnabled: true
    property bool busy: false
    property bool nameTyped: false
    readonly property bool confirmed: root.protectedName === "" || root.nameTyped
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
