import QtQuick
import Coupe.Controls
import Coupe.Theme

Grid {
    id: root

    readonly property real cell: (root.width - spacing) / 2

    columns: 2
    spacing: Theme.spacingLarge

    Box {
        width: root.cell
        height: 164

        EmptyState {
            width: parent.width
            height: 162
            iconName: "artifacts"
            title: "No artifacts in the last 30 days"
            text: "38 older ones exist. CI fills this list when it ships."
            actionText: "Show older"
            secondText: "Connect CI…"
        }
    }

    Box {
        width: root.cell
        height: 164
        clip: true

        TableHeader {
            width: parent.width

            HeaderCell {
                text: "App"
                sortable: true
                sorted: HeaderCell.Down
            }

            HeaderCell {
                x: parent.width - width
                text: "Age"
                alignment: Text.AlignRight
            }
        }

        LoadingState {
            width: parent.width
            text: "Reading artifacts"
        }
    }

    Box {
        width: root.cell
        height: 164

        FailedState {
            width: parent.width
            height: 162
            title: "Artifacts could not be read"
            serverWords: "500: database is locked"
        }
    }

    Box {
        width: root.cell
        height: 164

        StaleBanner {
            width: parent.width
            title: "Offline since 13:48."
            text: "Next try in 12 s"
            actionText: "Try now"
        }

        Repeater {
            model: 3

            ListRow {
                width: parent.width
                height: Theme.rowHeightDense
                leftPadding: Theme.spacingMedium
                contentItem: NameText { text: "payments" }
            }
        }
    }
}
