import QtQuick
import Coupe.Controls
import Coupe.Theme

Panel {
    id: root

    title: "search"
    subtitle: "in production"
    footNote: "Promote is off: this version is not live in production."
    headExtras: [
        StatusPill { shape: "failed"; word: "Failed" }
    ]
    footer: [
        CoupeButton { kind: CoupeButton.Primary; iconName: "rollback"; text: "Roll back…" },
        CoupeButton { text: "Deploy…" },
        CoupeButton { text: "Promote to production-eu…"; enabled: false }
    ]

    Section {
        width: root.width

        MessageBox {
            width: parent.width
            title: "Health check timed out after 5 min"
            serverWords: "HealthCheckFailed: timeout waiting for: [Deployment/production/search status: 'InProgress']"
        }

        KeyValueRow { width: parent.width; label: "Version"; value: "0a6d9f2"; mono: true; copyable: true; detail: "main" }
        KeyValueRow { width: parent.width; label: "Commit"; value: "Rank exact SKU matches above synonyms and everything after" }
        KeyValueRow { width: parent.width; label: "Author"; value: "Priya S."; detail: "merged by Jonas W." }
        KeyValueRow { width: parent.width; label: "In git"; value: "d71a0f4"; mono: true; linkText: "open" }
    }

    Section {
        width: root.width
        title: "Next: production"
        note: "runs 91be07d"

        SmallText { text: "6 commits ahead, oldest waiting for 2 d" }
    }

    Section {
        width: root.width
        title: "History in production"
        linkText: "All 96"

        Box {
            width: parent.width

            ListRow {
                width: parent.width
                height: Theme.rowHeightDense
                leftPadding: Theme.spacingMedium
                contentItem: MonoSmallText { text: "registry.acme.example/payments" }
            }

            ChoiceRow {
                width: parent.width
                checked: true
                text: "Redeploy this version"
                tag: "Suggested"
                explanation: "Deploys 7a31c0e again as a new release."
            }

            ChoiceRow {
                width: parent.width
                text: "Roll back anyway"
                explanation: "Sends the rollback as it is."
            }
        }
    }
}
