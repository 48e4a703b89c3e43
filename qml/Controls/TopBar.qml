import QtQuick
import Coupe.Theme

/* Where one is, the way back, and the way to anywhere. */
Rectangle {
    id: root

    property string workspace
    property string title
    property string searchText: qsTr("Go to an app, release or command")
    property bool folded: false
    property bool offersWorkspaces: false
    property bool canGoBack: false
    property bool canGoForward: false
    property bool refreshing: false
    property alias extras: extraRow.data

    signal workspaceClicked()
    signal back()
    signal forward()
    signal search()
    signal refresh()

    implicitHeight: Theme.topBarHeight
    color: Theme.windowBackground
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Top bar")

    WorkspaceButton {
        width: root.folded ? Theme.railWidthFolded : Theme.railWidth
        height: root.height - 1
        folded: root.folded
        text: root.workspace
        offersOthers: root.offersWorkspaces
        onClicked: root.workspaceClicked()
    }

    Divider {
        x: (root.folded ? Theme.railWidthFolded : Theme.railWidth) - 1
        height: parent.height
        vertical: true
        strong: true
    }

    Row {
        id: leading
        x: (root.folded ? Theme.railWidthFolded : Theme.railWidth) + 10
        height: parent.height
        spacing: 2

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "back"
            text: qsTr("Back")
            keys: qsTr("Alt+Left")
            enabled: root.canGoBack
            onClicked: root.back()
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "forward"
            text: qsTr("Forward")
            keys: qsTr("Alt+Right")
            enabled: root.canGoForward
            onClicked: root.forward()
        }

        TitleText {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 6
            width: Math.min(Math.ceil(implicitWidth), trailing.x - leading.x - x - Theme.spacingMedium)
            text: root.title
            Accessible.role: Accessible.Heading
            Accessible.name: root.title
        }
    }

    Row {
        id: trailing
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacingMedium
        height: parent.height
        spacing: Theme.spacingTiny

        Row {
            id: extraRow
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacingTiny
        }

        SearchButton {
            anchors.verticalCenter: parent.verticalCenter
            width: root.width < 1100 ? 200 : 300
            text: root.searchText
            keys: qsTr("Ctrl K")
            onClicked: root.search()
        }

        Item {
            width: 2
            height: 1
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "refresh"
            text: qsTr("Refresh")
            keys: qsTr("F5")
            onClicked: root.refresh()

            RotationAnimator on rotation {
                from: 0
                to: 360
                duration: 900
                loops: Animation.Infinite
                running: root.refreshing && !Theme.reducedMotion
            }
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        strong: true
    }
}
