import QtQuick
import Coupe.Theme

/* What cannot be undone, or is protected, acts only for somebody who typed its name. The field never fills itself. */
Rectangle {
    id: root

    required property string placeName
    property bool isProtected: true
    readonly property string typed: field.text
    readonly property bool matches: field.text === root.placeName && root.placeName !== ""
    readonly property bool wrong: field.length > 0 && !root.placeName.startsWith(field.text)

    signal accepted()

    function reset(): void {
        field.clear();
    }

    function takeFocus(): void {
        field.forceActiveFocus(Qt.OtherFocusReason);
    }

    implicitWidth: 560
    implicitHeight: Theme.controlHeight + 2 * 14 + (error.visible ? Theme.lineSmall + 4 : 0)
    color: root.isProtected ? Theme.protectedTint : Theme.surfaceSunken
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Confirm")

    Icon {
        id: mark
        x: Theme.spacingHuge
        y: field.y + Math.round((field.height - height) / 2)
        visible: root.isProtected
        name: "lock"
        size: 14
        color: Theme.protectedMark
    }

    SmallText {
        x: root.isProtected ? mark.x + mark.width + 6 : mark.x
        y: field.y
        height: field.height
        text: qsTr("Confirm")
        font: Theme.fontSmallSemibold
        color: root.isProtected ? Theme.protectedMark : Theme.textPrimary
        Accessible.ignored: true
    }

    Row {
        id: words
        x: Theme.spacingHuge + Theme.stepWidth + Theme.spacingMedium
        y: field.y
        height: field.height
        spacing: 5

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Type")
        }

        MonoText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.placeName
            font: Theme.fontMonoBodyMedium
        }

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("to confirm", "after the name of an environment: Type production to confirm")
        }
    }

    FieldEdit {
        id: field
        x: words.x + words.width + Theme.spacingMedium
        y: 14
        width: Math.min(220, root.width - x - Theme.spacingHuge)
        mono: true
        failed: root.wrong
        rightPadding: 30
        Accessible.name: qsTr("Type %1 to confirm").arg(root.placeName)
        Accessible.description: error.visible ? error.text : ""
        onAccepted: if (root.matches) root.accepted()

        Icon {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacingSmall
            anchors.verticalCenter: parent.verticalCenter
            visible: root.matches
            name: "check"
            size: 14
            color: Theme.statusLive
        }
    }

    ErrorLine {
        id: error
        x: field.x
        y: field.y + field.height + 4
        width: root.width - x - Theme.spacingHuge
        visible: root.wrong
        text: qsTr("Does not match “%1”").arg(root.placeName)
    }
}
