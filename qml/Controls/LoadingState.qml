pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* Rows to come, and what is being read. Nothing shows for 300 ms, so that a quick answer does not flicker. */
Item {
    id: root

    property string text
    property int rows: 3
    property bool active: true
    property bool cancellable: true
    property bool late: false

    signal cancelled()

    implicitWidth: 320
    implicitHeight: (root.rows + 1) * Theme.rowHeightDense
    visible: root.active && root.late
    onActiveChanged: if (!root.active) root.late = false

    Timer {
        interval: Theme.loadingDelay
        running: root.active && !root.late
        onTriggered: root.late = true
    }

    Column {
        width: parent.width

        Repeater {
            model: root.rows
            SkeletonRow {
                required property int index

                width: root.width
                seed: index
            }
        }

        Item {
            width: parent.width
            height: Theme.rowHeightDense + 4

            Spinner {
                x: Theme.spacingLarge
                anchors.verticalCenter: parent.verticalCenter
                visible: root.visible
            }

            SmallText {
                x: Theme.spacingLarge + 20
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - cancel.width - 2 * Theme.spacingLarge
                text: root.text
                color: Theme.textTertiary
            }

            LinkButton {
                id: cancel
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacingLarge
                anchors.verticalCenter: parent.verticalCenter
                visible: root.cancellable
                text: qsTr("Cancel")
                onClicked: root.cancelled()
            }
        }
    }
}
