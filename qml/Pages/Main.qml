import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The window: places at the left, the chosen one beside them, dialogs over both. */
T.ApplicationWindow {
    id: window

    required property AppController controller

    readonly property bool folded: width < 1280
    readonly property int place: controller.navigation.place
    readonly property bool dialogOpen: deployDialog.shown || rollbackDialog.shown || deleteDialog.shown || linkDialog.shown
        || keysDialog.shown || palette.shown || signInDialog.shown

    function focusPage(): void {
        if (place === Navigation.Overview)
            overview.forceActiveFocus();
        else if (place === Navigation.Artifacts)
            (artifacts.item as Item)?.forceActiveFocus();
        else if (place === Navigation.History)
            (history.item as Item)?.forceActiveFocus();
        else
            (activity.item as Item)?.forceActiveFocus();
    }

    function focusFilter(): void {
        if (place === Navigation.Overview)
            overview.focusFilter();
        else if (place === Navigation.Artifacts)
            (artifacts.item as ArtifactsPage)?.focusFilter();
        else if (place === Navigation.History)
            (history.item as HistoryPage)?.focusFilter();
        else
            (activity.item as ActivityPage)?.focusFilter();
    }

    width: controller.preferences.windowWidth
    height: controller.preferences.windowHeight
    minimumWidth: 1024
    minimumHeight: 640
    title: controller.windowTitle
    color: Theme.surface
    visible: true

    onPlaceChanged: focusPage()
    onVisibilityChanged: visibility => controller.setVisible(visibility !== Window.Hidden && visibility !== Window.Minimized)
    onClosing: controller.preferences.rememberWindow(width, height)
    Component.onCompleted: focusPage()

    Binding {
        target: Theme
        property: "scheme"
        value: window.controller.preferences.scheme
    }

    TopBar {
        id: topBar
        width: parent.width
        workspace: window.controller.connection.name
        title: window.place === Navigation.Overview ? qsTr("Overview")
            : window.place === Navigation.Artifacts ? qsTr("Artifacts")
            : window.place === Navigation.History ? qsTr("History") : qsTr("Activity")
        folded: window.folded
        canGoBack: window.controller.navigation.canGoBack
        canGoForward: window.controller.navigation.canGoForward
        refreshing: window.controller.connection.refreshing
        extras: [
            IconButton {
                iconName: Theme.dark ? "sun" : "moon"
                text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
                onClicked: window.controller.preferences.scheme = Theme.dark ? Preferences.Light : Preferences.Dark
            }
        ]
        onBack: window.controller.navigation.back()
        onForward: window.controller.navigation.forward()
        onRefresh: window.controller.refresh()
        onSearch: palette.open()
    }

    NavRail {
        id: rail
        anchors.top: topBar.bottom
        anchors.bottom: statusBar.top
        folded: window.folded

        NavItem {
            iconName: "overview"
            text: qsTr("Overview")
            keys: qsTr("Ctrl+1")
            folded: window.folded
            current: window.place === Navigation.Overview
            onClicked: window.controller.navigation.go(Navigation.Overview)
        }

        NavItem {
            iconName: "artifacts"
            text: qsTr("Artifacts")
            keys: qsTr("Ctrl+2")
            folded: window.folded
            current: window.place === Navigation.Artifacts
            onClicked: window.controller.navigation.go(Navigation.Artifacts)
        }

        NavItem {
            iconName: "history"
            text: qsTr("History")
            keys: qsTr("Ctrl+3")
            folded: window.folded
            current: window.place === Navigation.History
            onClicked: window.controller.navigation.go(Navigation.History)
        }

        NavItem {
            iconName: "activity"
            text: qsTr("Activity")
            keys: qsTr("Ctrl+4")
            folded: window.folded
            badge: window.controller.activity.runningCount
            current: window.place === Navigation.Activity
            onClicked: window.controller.navigation.go(Navigation.Activity)
        }
    }

    StaleBanner {
        id: banner
        anchors.top: topBar.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        visible: window.controller.connection.bannerVisible
        height: visible ? implicitHeight : 0
        title: window.controller.connection.bannerTitle
        text: window.controller.connection.bannerText
        actionText: window.controller.connection.signedOut ? qsTr("Sign in…") : qsTr("Try now")
        onAction: {
            if (window.controller.connection.signedOut)
                signInDialog.open();
            else
                window.controller.connection.tryNow();
        }
    }

    Item {
        id: places
        anchors.top: banner.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.bottom: statusBar.top

        OverviewPage {
            id: overview
            anchors.fill: parent
            visible: window.place === Navigation.Overview
            app: window.controller
        }

        // Made when first gone to: most mornings start on the Overview, and it should be there at once.
        LazyPage {
            id: artifacts
            page: "ArtifactsPage.qml"
            wanted: window.place === Navigation.Artifacts
            properties: ({
                controller: window.controller.artifacts,
                deploy: window.controller.deploy,
                links: window.controller.links
            })
        }

        LazyPage {
            id: history
            page: "HistoryPage.qml"
            wanted: window.place === Navigation.History
            properties: ({ app: window.controller })
        }

        LazyPage {
            id: activity
            page: "ActivityPage.qml"
            wanted: window.place === Navigation.Activity
            properties: ({
                controller: window.controller.activity,
                links: window.controller.links
            })
        }
    }

    WindowStatus {
        id: statusBar
        anchors.bottom: parent.bottom
        width: parent.width
        connection: window.controller.connection
        activity: window.controller.activity
        onActivityWanted: window.controller.navigation.go(Navigation.Activity)
    }

    ToastStack {
        id: toasts
        anchors.fill: places
        onAction: window.controller.navigation.go(Navigation.Activity)
    }

    LazyDialog {
        id: deployDialog
        dialog: "DeployDialog.qml"
        wanted: window.controller.deploy.phase !== DeployController.Closed
        properties: ({
            controller: window.controller.deploy,
            links: window.controller.links
        })
        onDismissed: window.focusPage()
    }

    LazyDialog {
        id: rollbackDialog
        dialog: "RollbackDialog.qml"
        wanted: window.controller.rollback.phase !== RollbackController.Closed
        properties: ({
            controller: window.controller.rollback,
            links: window.controller.links
        })
        onDismissed: window.focusPage()
    }

    LazyDialog {
        id: deleteDialog
        dialog: "DeleteDialog.qml"
        wanted: window.controller.deletion.phase !== DeleteController.Closed
        properties: ({
            controller: window.controller.deletion,
            links: window.controller.links
        })
        onDismissed: window.focusPage()
    }

    LazyDialog {
        id: linkDialog
        dialog: "LinkDialog.qml"
        wanted: window.controller.links.asking
        properties: ({ controller: window.controller.links })
    }

    LazyDialog {
        id: signInDialog
        dialog: "SignInDialog.qml"
        properties: ({ connection: window.controller.connection })
    }

    LazyDialog {
        id: keysDialog
        dialog: "KeysDialog.qml"
    }

    LazyDialog {
        id: palette
        dialog: "CommandPalette.qml"
        properties: ({ controller: window.controller.palette })
        onDismissed: window.focusPage()
    }

    Connections {
        target: window.controller.deploy

        function onSent(requestId: string): void {
            const facts = window.controller.deploy.facts;
            toasts.show("applying", qsTr("Deploy requested: %1 to %2").arg(facts.app).arg(facts.environment), qsTr("Follow"),
                requestId);
        }
    }

    Connections {
        target: window.controller.rollback

        function onSent(requestId: string, text: string): void {
            toasts.show("applying", text, qsTr("Follow"), requestId);
        }
    }

    Connections {
        target: window.controller.deletion

        function onSent(requestId: string, text: string): void {
            toasts.show("applying", text, qsTr("Follow"), requestId);
        }
    }

    Connections {
        target: window.controller.activity

        function onEnded(shape: string, text: string, requestId: string): void {
            toasts.show(shape, text, shape === "failed" ? qsTr("Show why") : qsTr("Open"), requestId);
        }
    }

    Connections {
        target: window.controller.palette

        function onKeysWanted(): void {
            keysDialog.open();
        }
    }

    Shortcut {
        sequences: ["Ctrl+1"]
        onActivated: window.controller.navigation.go(Navigation.Overview)
    }

    Shortcut {
        sequences: ["Ctrl+2"]
        onActivated: window.controller.navigation.go(Navigation.Artifacts)
    }

    Shortcut {
        sequences: ["Ctrl+3"]
        onActivated: window.controller.navigation.go(Navigation.History)
    }

    Shortcut {
        sequences: ["Ctrl+4"]
        onActivated: window.controller.navigation.go(Navigation.Activity)
    }

    Shortcut {
        sequences: ["F5"]
        onActivated: window.controller.refresh()
    }

    Shortcut {
        sequences: ["Ctrl+K"]
        enabled: !window.dialogOpen
        onActivated: palette.open()
    }

    Shortcut {
        sequences: ["Ctrl+F", "/"]
        enabled: !window.dialogOpen
        onActivated: window.focusFilter()
    }

    Shortcut {
        sequences: ["?"]
        enabled: !window.dialogOpen
        onActivated: keysDialog.open()
    }

    Shortcut {
        sequences: ["Alt+Left"]
        onActivated: window.controller.navigation.back()
    }

    Shortcut {
        sequences: ["Alt+Right"]
        onActivated: window.controller.navigation.forward()
    }

    Shortcut {
        sequences: ["Ctrl+Q"]
        onActivated: window.close()
    }
}
