import QtQuick
import Coupe.Theme

/* A label and its value; what follows the value is quieter. Put items into it to say the value in another way. */
Item {
    id: root

    property string label
    property string value
    property string detail
    property string linkText
    property bool mono: false
    property bool copyable: false
    property bool wrapped: true
    property string tip
    default property alias content: flow.data

    signal copyRequested(value: string)
    signal linkClicked()

    implicitWidth: 240
    implicitHeight: Math.max(Theme.lineBody, flow.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(root.label).arg(root.detail === "" ? root.value : root.value + " " + root.detail)

    HoverHandler {
        id: hover
        enabled: root.tip !== ""
    }

    HoverTip {
        shown: hover.hovered && root.tip !== ""
        text: root.tip
    }

    SmallText {
        width: Theme.labelWidth
        height: Theme.lineBody
        text: root.label
        color: Theme.textTertiary
        Accessible.ignored: true
    }

    Flow {
        id: flow
        x: Theme.labelWidth + Theme.spacingSmall
        width: root.width - x
        spacing: 6

        BodyText {
            visible: root.value !== ""
            width: Math.min(Math.ceil(implicitWidth), flow.width - (root.copyable ? 26 : 0))
            text: root.value
            wrapMode: root.wrapped ? Text.Wrap : Text.NoWrap
            paragraphLine: Theme.lineBody
            height: wrapMode === Text.NoWrap ? Theme.lineBody : Math.max(Theme.lineBody, implicitHeight)
            font: root.mono ? Theme.fontMonoBodyMedium : Theme.fontBody
            Accessible.ignored: true
        }

        CopyButton {
            visible: root.copyable
            height: Theme.lineBody
            value: root.value
            text: qsTr("Copy %1").arg(root.label)
            onCopyRequested: value => root.copyRequested(value)
        }

        SmallText {
            visible: root.detail !== ""
            width: Math.min(Math.ceil(implicitWidth), flow.width)
            height: Theme.lineBody
            text: root.detail
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        LinkButton {
            visible: root.linkText !== ""
            height: Theme.lineBody
            text: root.linkText
            trailingIcon: "external"
            onClicked: root.linkClicked()
        }
    }
}
