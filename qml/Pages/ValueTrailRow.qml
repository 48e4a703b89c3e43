import QtQuick
import Coupe.Theme
import Coupe.Controls

/* A release that changed a value: which, who, when, and from what to what. */
ListRow {
    id: row

    required property int index
    required property string kindIcon
    required property string version
    required property string when
    required property string exactTime
    required property string by
    required property string before
    required property string after
    required property bool isNow
    required property string rowName

    name: row.rowName
    implicitHeight: Theme.lineBody + Theme.lineMonoSmall + 14
    Accessible.role: Accessible.Button
    Accessible.description: qsTr("goes to this release in the history")

    HoverTip {
        shown: row.hovered
        text: row.exactTime
    }

    contentItem: Item {
        Icon {
            y: 7 + Math.round((Theme.lineBody - height) / 2)
            name: row.kindIcon
            size: 12
            color: Theme.textTertiary
        }

        Row {
            x: 20
            y: 7
            spacing: Theme.spacingSmall

            MonoText {
                width: Math.min(Math.ceil(implicitWidth), 180)
                height: Theme.lineBody
                text: row.version
                font: row.isNow ? Theme.fontMonoBodyMedium : Theme.fontMonoBody
                Accessible.ignored: true
            }

            Tag {
                visible: row.isNow
                text: qsTr("Now")
            }
        }

        SmallText {
            x: parent.width - width
            y: 7
            width: Math.min(Math.ceil(implicitWidth), 200)
            height: Theme.lineBody
            text: qsTr("%1, %2").arg(row.by).arg(row.when)
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        ValueStep {
            x: 20
            y: 7 + Theme.lineBody
            width: parent.width - x
            before: row.before
            after: row.after
        }
    }
}
