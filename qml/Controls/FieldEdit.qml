import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* The bare field: its edge becomes the focus ring, and its placeholder is plain text like everything else. */
T.TextField {
    id: root

    property bool mono: false
    property bool failed: false
    property bool bare: false
    property color edge: Theme.fieldLine

    implicitWidth: 220
    implicitHeight: Theme.controlHeight
    leftPadding: 9
    rightPadding: 9
    verticalAlignment: TextInput.AlignVCenter
    font: root.mono ? Theme.fontMonoBody : Theme.fontBody
    color: root.enabled ? Theme.textPrimary : Theme.textDisabled
    selectByMouse: true
    selectionColor: Theme.accentFill
    selectedTextColor: Theme.textOnAccent
    placeholderTextColor: Theme.textTertiary
    hoverEnabled: true

    background: Rectangle {
        visible: !root.bare
        radius: Theme.radiusMedium
        color: root.enabled ? Theme.surface : Theme.surfaceSunken
        border.width: root.activeFocus ? 2 : Theme.dividerWidth
        border.color: root.failed ? Theme.statusFailed : root.activeFocus ? Theme.focusRing : root.edge
    }

    BodyText {
        x: root.leftPadding
        width: root.width - root.leftPadding - root.rightPadding
        height: root.height
        visible: root.length === 0 && root.preeditText === ""
        text: root.placeholderText
        font: root.mono ? Theme.fontMonoBody : Theme.fontBody
        color: root.placeholderTextColor
        Accessible.ignored: true
    }
}
