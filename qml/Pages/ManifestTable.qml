pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The manifest values that an action changes: the first few, the others when asked for. */
Column {
    id: root

    required property ManifestChanges changes
    property string linkText
    property int most: 6
    property bool unfolded: false
    readonly property bool told: root.changes.busy || root.changes.title !== "" || root.changes.note !== ""

    signal linkClicked()

    spacing: Theme.spacingTiny + 2
    visible: root.told

    Item {
        width: root.width
        height: Theme.lineBody
        visible: root.changes.busy || root.changes.title !== ""

        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.changes.busy && root.changes.title === ""
        }

        NameText {
            x: root.changes.title === "" ? 24 : 0
            width: link.x - x - Theme.spacingMedium
            height: parent.height
            text: root.changes.title === "" ? qsTr("Comparing the manifests") : root.changes.title
            font: Theme.fontSmallSemibold
        }

        LinkButton {
            id: link
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.linkText !== "" && root.changes.values.count > 0
            text: root.linkText
            onClicked: root.linkClicked()
        }
    }

    Box {
        width: root.width
        visible: root.changes.values.count > 0

        Rectangle {
            width: parent ? parent.width : 0
            height: Theme.tableHeadHeight - 2
            radius: Theme.radiusMedium - 1
            color: Theme.surfaceSunken

            TinyText {
                x: Theme.spacingMedium
                height: parent.height
                text: qsTr("Kind")
                font: Theme.fontTinyMedium
            }

            TinyText {
                x: Theme.spacingMedium + 88
                height: parent.height
                text: qsTr("Value")
                font: Theme.fontTinyMedium
            }

            TinyText {
                x: parent.width - 12 - 118 - 20 - 118
                width: 118
                height: parent.height
                text: root.changes.beforeName
                font: Theme.fontTinyMedium
            }

            TinyText {
                x: parent.width - 12 - 118
                width: 118
                height: parent.height
                text: root.changes.afterName
                font: Theme.fontTinyMedium
            }
        }

        Repeater {
            model: root.changes.values

            ManifestRow {
                width: parent ? parent.width : 0
                visible: root.unfolded || index < root.most
            }
        }
    }

    LinkButton {
        visible: !root.unfolded && root.changes.values.count > root.most
        text: qsTr("and %1 more").arg(root.changes.values.count - root.most + root.changes.leftOut)
        onClicked: root.unfolded = true
    }

    SmallText {
        width: root.width
        visible: root.unfolded && root.changes.leftOut > 0
        text: qsTr("and %1 more, which only the full comparison shows").arg(root.changes.leftOut)
        color: Theme.textTertiary
    }

    SmallText {
        width: root.width
        visible: text !== ""
        wrapMode: Text.Wrap
        text: root.changes.note
        color: Theme.textTertiary
    }
}
