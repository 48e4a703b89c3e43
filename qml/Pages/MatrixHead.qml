import QtQuick
import Coupe.Theme
import Coupe.Controls

/* The head of an environment's column: its name, whether it is protected, and how it fares in one line. */
Item {
    id: root

    required property string environment
    required property bool isProtected
    required property string summary

    Accessible.role: Accessible.ColumnHeader
    Accessible.name: root.isProtected ? qsTr("%1, protected, %2").arg(root.environment).arg(root.summary)
        : qsTr("%1, %2").arg(root.environment).arg(root.summary)

    Divider {
        height: parent.height
        vertical: true
    }

    Row {
        x: Theme.spacingMedium
        y: 9
        spacing: Theme.spacingSmall

        NameText {
            height: Theme.lineBody
            width: Math.min(Math.ceil(implicitWidth), root.width - 2 * Theme.spacingMedium - (root.isProtected ? 90 : 0))
            text: root.environment
            font: Theme.fontBodySemibold
            Accessible.ignored: true
        }

        ProtectedTag {
            visible: root.isProtected
        }
    }

    TinyText {
        x: Theme.spacingMedium
        y: 30
        width: root.width - 2 * Theme.spacingMedium
        text: root.summary
        Accessible.ignored: true
    }
}
