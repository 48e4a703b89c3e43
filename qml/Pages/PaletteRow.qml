import QtQuick
import Coupe.Theme
import Coupe.Controls

/* Something the command palette found. */
ListRow {
    id: row

    required property int index
    required property string title
    required property string note
    required property string iconName
    required property string keys

    name: qsTr("%1, %2").arg(row.title).arg(row.note)
    line: false

    contentItem: Row {
        spacing: Theme.spacingSmall

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: row.iconName
            size: 14
        }

        NameText {
            width: Math.min(Math.ceil(implicitWidth), 300)
            height: parent.height
            text: row.title
            Accessible.ignored: true
        }

        SmallText {
            width: Math.min(Math.ceil(implicitWidth), row.width - x - 90)
            height: parent.height
            text: row.note
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        KeyHint {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.keys !== ""
            text: row.keys
        }
    }
}
