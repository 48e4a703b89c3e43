import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Which file of how many a diff shows. */
Rectangle {
    id: root

    required property CompareController controller
    readonly property compareFileFacts file: controller.file
    readonly property int count: controller.files.length

    implicitHeight: Theme.tableHeadHeight
    color: Theme.surfaceSunken

    MonoSmallText {
        id: path
        x: Theme.spacingMedium
        width: Math.min(Math.ceil(implicitWidth), Math.max(40, remarks.room - remarks.implicitWidth))
        height: parent.height
        elide: Text.ElideLeft
        text: root.file.path
        color: Theme.textSecondary

        HoverHandler {
            id: hover
        }

        HoverTip {
            shown: hover.hovered && path.truncated
            text: root.file.path
        }
    }

    Row {
        id: remarks
        readonly property real room: tools.x - path.x - 2 * Theme.spacingMedium
        x: path.x + path.width + Theme.spacingMedium
        width: Math.max(0, tools.x - x - Theme.spacingMedium)
        height: parent.height
        spacing: Theme.spacingSmall
        clip: true

        Tag {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.file.stateText !== ""
            text: root.file.stateText
        }

        TinyText {
            height: parent.height
            visible: text !== ""
            text: root.file.why
        }

        MonoSmallText {
            height: parent.height
            visible: root.file.added + root.file.removed > 0
            text: "+%1 -%2".arg(root.file.added).arg(root.file.removed)
            color: Theme.textTertiary
            Accessible.name: qsTr("%1 lines added, %2 removed").arg(root.file.added).arg(root.file.removed)
        }
    }

    Row {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: root.count > 1 ? Theme.spacingSmall : Theme.spacingMedium
        height: parent.height
        spacing: 2

        LinkButton {
            id: position
            anchors.verticalCenter: parent.verticalCenter
            enabled: root.count > 1
            ink: root.count > 1 ? Theme.accentText : Theme.textTertiary
            text: root.file.positionText
            trailingIcon: root.count > 1 ? "down" : ""
            Accessible.role: root.count > 1 ? Accessible.ButtonMenu : Accessible.StaticText
            onClicked: choices.open()

            ChoicePopup {
                id: choices
                y: position.height + 4
                x: position.width - width
                width: 360
                options: root.controller.files
                currentIndex: root.controller.currentFile
                onActivated: index => root.controller.currentFile = index
            }
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.count > 1
            small: true
            iconName: "left"
            text: qsTr("Previous file")
            enabled: root.controller.currentFile > 0
            onClicked: root.controller.previousFile()
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.count > 1
            small: true
            iconName: "right"
            text: qsTr("Next file")
            enabled: root.controller.currentFile < root.count - 1
            onClicked: root.controller.nextFile()
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
