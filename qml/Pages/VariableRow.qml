import QtQuick
import Coupe.Theme
import Coupe.Controls

/* A variable of an artifact; what looks like a secret stays dots until it is revealed. */
Item {
    id: root

    required property int index
    required property string variableName
    required property string value
    required property bool masked
    required property bool secret
    property bool last: false

    signal copyRequested(int index)
    signal revealRequested(int index, bool revealed)

    implicitHeight: Theme.rowHeightDense
    Accessible.role: Accessible.ListItem
    Accessible.name: root.masked ? qsTr("%1, masked").arg(root.variableName) : qsTr("%1, %2").arg(root.variableName).arg(root.value)

    MonoSmallText {
        x: Theme.spacingMedium
        width: 116
        height: parent.height
        text: root.variableName
        color: Theme.textSecondary
        Accessible.ignored: true
    }

    MonoSmallText {
        x: 136
        width: actions.x - x - Theme.spacingSmall
        height: parent.height
        text: root.value
        color: Theme.textPrimary
        Accessible.ignored: true
    }

    Row {
        id: actions
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingTiny

        LinkButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.secret
            iconName: root.masked ? "eye" : "eyeOff"
            text: root.masked ? qsTr("Reveal") : qsTr("Hide")
            onClicked: root.revealRequested(root.index, root.masked)
        }

        CopyButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.secret
            value: root.value
            text: qsTr("Copy %1").arg(root.variableName)
            onCopyRequested: root.copyRequested(root.index)
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !root.last
        color: Theme.lineSubtle
    }
}
