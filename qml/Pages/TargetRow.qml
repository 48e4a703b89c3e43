import QtQuick
import Coupe.Theme
import Coupe.Controls

/* Where an artifact can go: what is there now, what the policy makes of it, and the button that asks. */
Item {
    id: root

    required property int index
    required property string app
    required property string environment
    required property bool isProtected
    required property string presentVersion
    required property string stateText
    required property bool isHere
    required property string policyIcon
    required property string policyWord
    required property string policyReason
    required property string offReason
    required property bool suggested
    property bool namesApp: false
    property bool last: false

    signal deployRequested(int index)

    implicitHeight: 56
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 in %2, %3, %4").arg(root.app).arg(root.environment)
        .arg(root.isHere ? root.stateText : root.presentVersion).arg(root.policyWord)

    Row {
        id: names
        x: Theme.spacingMedium
        y: 9
        spacing: Theme.spacingSmall

        NameText {
            height: Theme.lineBody
            width: Math.min(Math.ceil(implicitWidth), 170)
            text: root.namesApp ? qsTr("%1 in %2").arg(root.app).arg(root.environment) : root.environment
            Accessible.ignored: true
        }

        ProtectedTag {
            visible: root.isProtected
        }

        SmallText {
            height: Theme.lineBody
            width: Math.min(Math.ceil(implicitWidth), button.x - names.x - x - Theme.spacingSmall)
            text: root.isHere ? root.stateText : root.presentVersion
            color: Theme.textTertiary
            font: root.isHere ? Theme.fontSmall : Theme.fontMonoSmall
            Accessible.ignored: true
        }
    }

    Icon {
        x: Theme.spacingMedium
        y: 31
        name: root.offReason !== "" ? "info" : root.policyIcon
        size: 12
        color: Theme.textTertiary
    }

    SmallText {
        x: Theme.spacingMedium + 18
        y: 28
        width: button.x - x - Theme.spacingSmall
        height: 18
        text: root.offReason !== "" ? root.offReason
            : root.policyReason === "" ? root.policyWord : qsTr("%1: %2").arg(root.policyWord).arg(root.policyReason)
        Accessible.ignored: true

        HoverHandler {
            id: hover
        }

        HoverTip {
            shown: hover.hovered && parent.truncated
            text: parent.text
        }
    }

    CoupeButton {
        id: button
        x: root.width - width - Theme.spacingMedium
        anchors.verticalCenter: parent.verticalCenter
        kind: root.suggested ? CoupeButton.Primary : CoupeButton.Secondary
        iconName: "deploy"
        text: root.isHere ? qsTr("Redeploy…") : qsTr("Deploy…")
        enabled: root.offReason === ""
        offReason: root.offReason
        Accessible.name: root.isHere ? qsTr("Redeploy to %1").arg(root.environment) : qsTr("Deploy to %1").arg(root.environment)
        onClicked: root.deployRequested(root.index)
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !root.last
        color: Theme.lineSubtle
    }
}
