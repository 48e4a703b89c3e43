import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* What is compared with what, and how it is shown. */
Item {
    id: head

    required property CompareController controller
    readonly property compareFacts facts: controller.facts
    property alias extras: extra.data

    // What does not elide, and what the rest may share.
    readonly property real taken: word.width + from.fixedWidth + arrow.width + to.fixedWidth + swap.width
        + 5 * Theme.spacingSmall
    readonly property real spare: tools.x - 2 * Theme.spacingLarge - taken
    readonly property real leastSubject: Math.min(Math.ceil(subject.implicitWidth), 110)
    readonly property real whenRoom: Math.max(0, (spare - leastSubject) / 2)

    implicitHeight: Theme.toolBarHeight - 4

    Row {
        x: Theme.spacingLarge
        height: parent.height
        spacing: Theme.spacingSmall

        NameText {
            id: word
            width: Math.ceil(implicitWidth)
            height: parent.height
            text: qsTr("Compare")
            font: Theme.fontBodySemibold
            Accessible.role: Accessible.Heading
            Accessible.name: head.facts.name
        }

        NameText {
            id: subject
            width: Math.min(Math.ceil(implicitWidth), Math.max(40, head.spare - from.whenWidth - to.whenWidth))
            height: parent.height
            text: head.facts.subject
            Accessible.ignored: true

            HoverHandler {
                id: subjectHover
            }

            HoverTip {
                shown: subjectHover.hovered && subject.truncated
                text: head.facts.subject
            }
        }

        CompareSideLabel {
            id: from
            height: parent.height
            mark: qsTr("A")
            version: head.facts.beforeVersion
            when: head.facts.beforeWhen
            tip: head.facts.beforeTip
            whenRoom: head.whenRoom
        }

        Icon {
            id: arrow
            anchors.verticalCenter: parent.verticalCenter
            name: "right"
            size: 12
            color: Theme.textTertiary
        }

        CompareSideLabel {
            id: to
            height: parent.height
            mark: qsTr("B")
            version: head.facts.afterVersion
            when: head.facts.afterWhen
            tip: head.facts.afterTip
            whenRoom: head.whenRoom
        }

        IconButton {
            id: swap
            anchors.verticalCenter: parent.verticalCenter
            small: true
            iconName: "compare"
            text: qsTr("Swap A and B")
            onClicked: head.controller.swap()
        }

        SmallText {
            height: parent.height
            visible: text !== "" && head.spare - subject.width - from.whenWidth - to.whenWidth
                > implicitWidth + 2 * Theme.spacingSmall
            text: head.controller.note
            color: Theme.textTertiary
        }
    }

    Row {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacingSmall

        SegmentedControl {
            name: qsTr("Layout")
            labels: [qsTr("Side by side"), qsTr("Unified")]
            currentIndex: head.controller.unified ? 1 : 0
            onActivated: index => head.controller.unified = index === 1
        }

        Row {
            id: extra
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingSmall
            visible: children.length > 0
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "close"
            text: qsTr("Close the comparison")
            keys: qsTr("Esc")
            onClicked: head.controller.close()
        }
    }

    Divider {
        width: parent.width
        strong: true
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
