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
    readonly property real taken: word.width + fromMark.width + arrow.width + toMark.width + fromVersion.width
        + toVersion.width + swap.width + 8 * Theme.spacingSmall
    readonly property real spare: tools.x - 2 * Theme.spacingLarge - taken
    readonly property real leastSubject: Math.min(Math.ceil(subject.implicitWidth), 110)
    readonly property real whenWidth: Math.max(0, (spare - leastSubject) / 2)

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
            width: Math.min(Math.ceil(implicitWidth), Math.max(40, head.spare - fromWhen.width - toWhen.width))
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

        LetterMark {
            id: fromMark
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("A")
        }

        MonoText {
            id: fromVersion
            width: Math.min(Math.ceil(implicitWidth), 120)
            height: parent.height
            text: head.facts.beforeVersion
            Accessible.ignored: true

            HoverHandler {
                id: fromHover
            }

            HoverTip {
                shown: fromHover.hovered
                text: head.facts.beforeTip
            }
        }

        SmallText {
            id: fromWhen
            width: Math.min(Math.ceil(implicitWidth), head.whenWidth)
            height: parent.height
            text: head.facts.beforeWhen
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        Icon {
            id: arrow
            anchors.verticalCenter: parent.verticalCenter
            name: "right"
            size: 12
            color: Theme.textTertiary
        }

        LetterMark {
            id: toMark
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("B")
        }

        MonoText {
            id: toVersion
            width: Math.min(Math.ceil(implicitWidth), 120)
            height: parent.height
            text: head.facts.afterVersion
            Accessible.ignored: true

            HoverHandler {
                id: toHover
            }

            HoverTip {
                shown: toHover.hovered
                text: head.facts.afterTip
            }
        }

        SmallText {
            id: toWhen
            width: Math.min(Math.ceil(implicitWidth), head.whenWidth)
            height: parent.height
            text: head.facts.afterWhen
            color: Theme.textTertiary
            Accessible.ignored: true
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
            visible: text !== "" && head.spare - subject.width - fromWhen.width - toWhen.width
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
