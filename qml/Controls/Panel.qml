import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

/* The detail beside a list: a title line that stays, sections that scroll, actions that stay. */
FocusScope {
    id: root

    property string title
    property string subtitle
    property bool titleMono: false
    property bool closable: true
    property bool edgeLine: true
    property string footNote
    property alias headExtras: extras.data
    property alias footer: foot.data
    default property alias content: column.data

    signal closed()

    implicitWidth: Theme.detailPanelWidth
    Accessible.role: Accessible.Pane
    Accessible.name: root.subtitle === "" ? root.title : qsTr("%1 %2").arg(root.title).arg(root.subtitle)
    Keys.onEscapePressed: event => {
        event.accepted = root.closable;
        if (root.closable)
            root.closed();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Item {
        id: head
        width: parent.width
        height: Theme.toolBarHeight + 4

        Row {
            x: Theme.spacingLarge
            height: parent.height
            spacing: Theme.spacingSmall

            TitleText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), head.width - 2 * Theme.spacingLarge - extras.width - 40)
                text: root.title
                Accessible.role: Accessible.Heading
                Accessible.name: root.title
            }

            BodyText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), Math.max(0, head.width - x - extras.width - 72))
                visible: root.subtitle !== ""
                text: root.subtitle
                font: root.titleMono ? Theme.fontMonoBodyMedium : Theme.fontBody
                color: root.titleMono ? Theme.textPrimary : Theme.textTertiary
            }
        }

        Row {
            id: extras
            anchors.right: close.visible ? close.left : parent.right
            anchors.rightMargin: close.visible ? 4 : Theme.spacingLarge
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingSmall
        }

        IconButton {
            id: close
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            visible: root.closable
            iconName: "close"
            text: qsTr("Close")
            keys: qsTr("Esc")
            onClicked: root.closed()
        }

        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Flickable {
        id: body
        y: head.height
        width: parent.width
        height: parent.height - head.height - bar.height
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            width: body.width
        }
    }

    Rectangle {
        id: bar
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? lines.implicitHeight + 2 * Theme.spacingMedium - 2 : 0
        visible: foot.children.length > 0 || root.footNote !== ""
        color: Theme.surfaceSunken

        Divider {
            width: parent.width
            strong: true
        }

        Column {
            id: lines
            x: Theme.spacingLarge
            y: Theme.spacingMedium - 1
            width: parent.width - 2 * Theme.spacingLarge
            spacing: Theme.spacingSmall

            NoteLine {
                width: parent.width
                visible: root.footNote !== ""
                text: root.footNote
            }

            Flow {
                id: foot
                width: parent.width
                spacing: Theme.spacingSmall
            }
        }
    }

    Divider {
        height: parent.height
        visible: root.edgeLine
        vertical: true
        strong: true
    }
}
