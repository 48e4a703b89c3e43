import QtQuick
import Coupe.Theme

Rectangle {
    id: root

    enum Tone { Neutral, Accent, Live, Applying, Stalled, Failed, Protected }

    property string text
    property string iconName
    property bool mono: false
    property int tone: Tag.Neutral
    readonly property color ink: {
        switch (root.tone) {
        case Tag.Accent: return Theme.accentText;
        case Tag.Live: return Theme.statusLive;
        case Tag.Applying: return Theme.statusApplying;
        case Tag.Stalled: return Theme.statusStalled;
        case Tag.Failed: return Theme.statusFailed;
        case Tag.Protected: return Theme.protectedMark;
        default: return Theme.textSecondary;
        }
    }
    readonly property color tint: {
        switch (root.tone) {
        case Tag.Accent: return Theme.surfaceSelected;
        case Tag.Live: return Theme.statusLiveTint;
        case Tag.Applying: return Theme.statusApplyingTint;
        case Tag.Stalled: return Theme.statusStalledTint;
        case Tag.Failed: return Theme.statusFailedTint;
        case Tag.Protected: return Theme.protectedTint;
        default: return Theme.statusNeutralTint;
        }
    }

    implicitWidth: Math.ceil(label.x + label.implicitWidth + 5)
    implicitHeight: Theme.tagHeight
    radius: Theme.radiusSmall
    color: root.tint
    border.width: Theme.highContrast ? Theme.dividerWidth : 0
    border.color: root.ink
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    Icon {
        x: 5
        anchors.verticalCenter: parent.verticalCenter
        visible: root.iconName !== ""
        name: root.iconName
        size: 12
        color: root.ink
    }

    TinyText {
        id: label
        x: root.iconName === "" ? 5 : 21
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - x - 5)
        text: root.text
        font: root.mono ? Theme.fontMonoSmall : Theme.fontTinyMedium
        color: root.ink
        Accessible.ignored: true
    }
}
