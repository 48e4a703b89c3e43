import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.RadioButton {
    id: root

    implicitWidth: implicitContentWidth + leftPadding
    implicitHeight: Theme.controlHeightSmall
    leftPadding: 26
    font: Theme.fontBody
    hoverEnabled: true
    Accessible.name: root.text

    indicator: RadioMark {
        anchors.verticalCenter: parent.verticalCenter
        checked: root.checked
        enabled: root.enabled
        focused: root.visualFocus
    }

    contentItem: BodyText {
        text: root.text
        color: root.enabled ? Theme.textPrimary : Theme.textDisabled
        Accessible.ignored: true
    }
}
