pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Some commits under a title; the first few until the rest is asked for. */
Column {
    id: root

    required property string title
    required property VersionModel commits
    property int most: 4
    property bool unfolded: false

    spacing: 2
    bottomPadding: Theme.spacingTiny
    visible: root.commits.count > 0

    NameText {
        width: root.width
        height: Theme.lineBody + 4
        text: root.title
        font: Theme.fontSmallSemibold
    }

    Repeater {
        model: root.commits

        CommitRow {
            required property int index

            width: root.width
            visible: root.unfolded || index < root.most
        }
    }

    LinkButton {
        visible: !root.unfolded && root.commits.count > root.most
        text: qsTr("%1 more").arg(root.commits.count - root.most)
        onClicked: root.unfolded = true
    }
}
