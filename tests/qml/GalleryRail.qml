import QtQuick
import Coupe.Controls
import Coupe.Theme

Item {
    id: root

    TopBar {
        id: bar
        width: parent.width
        workspace: "Acme"
        searchText: "Go"
    }

    NavRail {
        id: rail
        y: bar.height
        height: parent.height - bar.height - status.height

        NavItem { iconName: "overview"; text: "Overview"; current: true }
        NavItem { iconName: "artifacts"; text: "Artifacts" }
        NavItem { iconName: "history"; text: "History" }
        NavItem { iconName: "activity"; text: "Activity"; badge: 2 }
        NavItem { iconName: "policies"; text: "Policies" }
        NavItem { iconName: "insights"; text: "Insights" }
        NavItem { iconName: "access"; text: "Access" }
        NavItem { iconName: "settings"; text: "Settings" }
    }

    NavRail {
        x: rail.width
        y: bar.height
        height: rail.height
        folded: true

        NavItem { iconName: "overview"; text: "Overview"; current: true; folded: true }
        NavItem { iconName: "activity"; text: "Activity"; badge: 2; folded: true }
    }

    StatusBar {
        id: status
        y: parent.height - height
        width: parent.width

        ConnectionMark {
            word: "Connected"
            server: "gimlet.acme.example"
        }
    }
}
