import QtQuick
import Coupe.Controls
import Coupe.Theme

Rectangle {
    id: root

    width: 1100
    height: 720
    color: Theme.surface

    ToastStack {
        id: toasts
        anchors.fill: parent
    }

    CoupeDialog {
        id: dialog
        parent: root
        dialogWidth: 800
        title: "Deploy to production"
        protectedName: "production"
        ageText: "As of 14:02:31 (API), 14:02:05 (git)"
        acceptText: "Deploy payments 4f2c1a9 to production"
        acceptIcon: "deploy"

        DialogSection {
            title: "What"

            BodyText { text: "payments 4f2c1a9 Settle partial refunds in the original currency" }
            SmallText { text: "Marta K., today 10:51 on main" }
        }

        DialogSection {
            title: "What changes"

            NameText { text: "6 commits go out" }
            LinkButton { text: "2 more" }

            Box {
                width: parent.width

                ListRow {
                    width: parent.width
                    height: Theme.rowHeightDense
                    leftPadding: Theme.spacingMedium
                    contentItem: MonoText { text: "Deployment payments / image tag" }
                }

                ListRow {
                    width: parent.width
                    height: Theme.rowHeightDense
                    line: false
                    leftPadding: Theme.spacingMedium
                    contentItem: MonoText { text: "Deployment payments / memory limit" }
                }
            }

            NoteLine { width: parent.width; iconName: "policies"; text: "Policy: production deploys by hand only." }
        }
    }

    Timer {
        interval: 1
        running: true
        onTriggered: {
            toasts.show("live", "payments 4f2c1a9 is live in production", "Open", "a");
            toasts.show("failed", "search 0a6d9f2 failed in production", "Show why", "b");
            dialog.open();
        }
    }
}
