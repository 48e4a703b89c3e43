import QtQuick
import Coupe.Controls
import Coupe.Theme

Column {
    id: root

    spacing: Theme.spacingLarge

    RequestRail {
        width: 620
        stepStates: ["done", "done", "running", "waiting"]
        stepWords: ["Requested", "Written to git", "Applied", "Healthy"]
        stepNotes: ["14:01:51", "after 4 s, b5c09e2", "applying for 36 s", "usually 50 s"]
    }

    RequestRail {
        width: 620
        stepStates: ["unknown", "waiting", "waiting", "waiting"]
        stepWords: ["Requested", "Written to git", "Applied", "Healthy"]
        stepNotes: ["no answer after 30 s"]
    }

    RequestRail {
        width: 620
        stepStates: ["done", "done", "done", "failed"]
        stepWords: ["Requested", "Written to git", "Applied", "Not healthy"]
        stepNotes: ["13:42:20", "after 3 s, d71a0f4", "after 21 s", "timed out after 5 min"]
    }

    MessageBox {
        width: 620
        title: "The health check timed out. 5be8810 was live before."
        serverWords: "HealthCheckFailed: timeout waiting for: [Deployment/production/search status: 'InProgress']: 2 of 3 replicas unavailable: Back-off restarting failed container"
    }

    MessageBox {
        width: 620
        shape: "unknown"
        title: "Outcome unknown."
        text: "The connection closed before Gimlet answered. Coupe does not send it again; it is finding out."
    }

    Row {
        spacing: Theme.spacingLarge

        TitleText { text: "Title" }
        NameText { text: "Name" }
        BodyText { text: "Body" }
        SmallText { text: "Small" }
        TinyText { text: "Tiny" }
        MonoText { text: "0a6d9f2 -> v2.18.0" }
        MonoText { text: "0a6d9f2"; font: Theme.fontMonoVersion }
        MonoSmallText { text: "!= >= 11.5" }
    }
}
