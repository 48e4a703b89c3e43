import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* One way of several, with what it means: a radio button that fills its row. Siblings exclude each other. */
T.RadioButton {
    id: root

    property string explanation
    property string tag

    implicitWidth: 400
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: 39
    rightPadding: Theme.spacingMedium
    verticalPadding: 9
    hoverEnabled: true
    Accessible.name: root.text
    Accessible.description: root.explanation

    indicator: RadioMark {
        x: Theme.spacingMedium
        y: root.topPadding + Math.round((Theme.lineBody - height) / 2)
        checked: root.checked
        enabled: root.enabled
    }

    contentItem: Column {
        Row {
            spacing: Theme.spacingSmall

            NameText {
                height: Theme.lineBody
                text: root.text
                color: root.enabled ? Theme.textPrimary : Theme.textDisabled
                Accessible.ignored: true
            }

            Tag {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.tag !== ""
                text: root.tag
                tone: Tag.Live
            }
        }

        SmallText {
            width: parent.width
            visible: root.explanation !== ""
            text: root.explanation
            wrapMode: Text.Wrap
            color: root.enabled ? Theme.textSecondary : Theme.textDisabled
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radiusMedium - 1
        color: root.checked ? Theme.surfaceSelected : root.hovered ? Theme.surfaceHover : "transparent"

        FocusRing {
            shown: root.visualFocus
            inset: true
        }
    }
}
