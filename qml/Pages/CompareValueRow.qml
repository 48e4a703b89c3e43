import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* A value that differs: where, and below what it was and what it became. */
ListRow {
    id: row

    required property int index
    required property int changeKind
    required property string label
    required property string before
    required property string after
    required property bool afterSet
    required property string tip
    required property string rowName

    name: row.rowName
    implicitHeight: Theme.lineBody + Theme.lineMonoSmall + 14
    Accessible.role: Accessible.Button
    Accessible.description: qsTr("shows which releases changed this value")

    HoverTip {
        shown: row.hovered
        text: row.tip
    }

    contentItem: Item {
        MonoSmallText {
            y: 7
            height: Theme.lineBody
            text: row.changeKind === ValueChangeModel.Added ? "+" : row.changeKind === ValueChangeModel.Removed ? "-" : "~"
            color: row.changeKind === ValueChangeModel.Added ? Theme.statusLive
                : row.changeKind === ValueChangeModel.Removed ? Theme.statusFailed : Theme.statusApplying
            Accessible.ignored: true
        }

        BodyText {
            x: Theme.spacingLarge
            y: 7
            width: parent.width - x
            height: Theme.lineBody
            text: row.label
            Accessible.ignored: true
        }

        ValueStep {
            x: Theme.spacingLarge
            y: 7 + Theme.lineBody
            width: parent.width - x
            before: row.before
            after: row.after
            afterSet: row.afterSet
        }
    }
}
