pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Controls
import Coupe.Theme

Column {
    id: root

    readonly property list<string> icons: ["overview", "artifacts", "history", "activity", "policies", "insights", "access",
        "settings", "search", "filter", "refresh", "back", "forward", "down", "up", "right", "left", "close", "more", "plus",
        "check", "copy", "external", "eye", "eyeOff", "lock", "star", "starFilled", "user", "branch", "pullRequest", "tag",
        "commit", "compare", "columns", "deploy", "promote", "rollback", "export", "trash", "clock", "calendar", "bell",
        "info", "warning", "offline", "pause", "sun", "moon"]

    spacing: Theme.spacingMedium

    Flow {
        width: root.width
        spacing: 10

        Repeater {
            model: root.icons

            Icon {
                required property string modelData

                name: modelData
            }
        }
    }

    Column {
        width: root.width

        GroupHead {
            width: parent.width
            title: "Favourites"
            count: 2
        }

        ListRow {
            width: parent.width
            name: "search in production, Failed"
            contentItem: StatusWord { shape: "failed"; word: "Failed" }
        }

        ListRow {
            width: parent.width
            selected: true
            contentItem: StatusWord { shape: "live"; word: "Live" }
        }

        ListRow {
            width: parent.width
            focused: true
            contentItem: StatusWord { shape: "wasLive"; word: "Was live" }
        }
    }

    Toast {
        width: 340
        shape: "failed"
        text: "search 0a6d9f2 failed in production"
        actionText: "Show why"
    }

    ConfirmRow {
        width: root.width
        placeName: "production"
    }
}
