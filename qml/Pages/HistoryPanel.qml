pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The chosen change: what it was, who made it, what it changed in git, and what can be done with it. */
Panel {
    id: root

    required property AppController app
    readonly property HistoryController history: app.history
    readonly property HistoryDetail detail: history.detail
    readonly property historyFacts facts: detail.facts

    title: facts.app
    subtitle: qsTr("in %1").arg(facts.environment)
    headExtras: [
        ProtectedTag {
            visible: root.facts.isProtected
        },
        StatusPill {
            shape: root.facts.shape
            word: root.facts.word
        }
    ]
    footer: [
        CoupeButton {
            visible: root.facts.isRelease
            kind: CoupeButton.Primary
            iconName: "rollback"
            text: qsTr("Roll back to this…")
            enabled: root.facts.rollBackOff === ""
            offReason: root.facts.rollBackOff
            onClicked: root.app.askToRollBackToChange()
        },
        CoupeButton {
            visible: root.facts.isRelease
            iconName: "deploy"
            text: qsTr("Redeploy…")
            enabled: root.facts.redeployOff === ""
            offReason: root.facts.redeployOff
            onClicked: root.app.askToRedeployChange()
        }
    ]
    footNote: facts.isRelease ? facts.rollBackOff : ""
    onClosed: history.clearSelection()

    Section {
        width: parent.width
        visible: root.facts.recordProblem !== "" || (root.facts.shape === "failed" && root.facts.statusWords !== "")
        divider: false

        MessageBox {
            width: parent.width
            visible: root.facts.recordProblem !== ""
            shape: "stalled"
            title: root.facts.recordProblem
        }

        MessageBox {
            width: parent.width
            visible: root.facts.shape === "failed" && root.facts.statusWords !== ""
            shape: "failed"
            title: root.facts.statusText
            serverWords: root.facts.statusWords
            onCopyRequested: value => root.app.links.copy(value)
        }
    }

    Section {
        width: parent.width

        NameText {
            width: parent.width
            wrapMode: Text.Wrap
            maximumLineCount: 4
            text: root.facts.subject
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Kind")
            value: root.facts.kind
            detail: root.facts.reverts === "" ? "" : qsTr("of %1").arg(root.facts.reverts)
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.version !== ""
            label: qsTr("Version")
            value: root.facts.version
            detail: root.facts.branch
            mono: true
            copyable: true
            onCopyRequested: root.app.links.copy(root.facts.sha)
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.author !== ""
            label: qsTr("Author")
            value: root.facts.author
            linkText: root.facts.commitUrl === "" ? "" : qsTr("commit")
            onLinkClicked: root.app.links.ask(root.facts.commitUrl)
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Triggered by")
            value: root.facts.by
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("When")
            value: root.facts.when
            detail: root.facts.age === "" ? "" : qsTr("%1 ago").arg(root.facts.age)
            tip: root.facts.exact
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.lived !== ""
            label: qsTr("Lived for")
            value: root.facts.lived
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Status")
            value: root.facts.statusText
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.artifactId !== ""
            label: qsTr("Artifact")
            value: root.facts.artifactId
            wrapped: false
            mono: true
            copyable: true
            onCopyRequested: value => root.app.links.copy(value)
        }

        LinkButton {
            visible: root.facts.artifactId !== ""
            text: qsTr("Open artifact")
            onClicked: root.app.showArtifactOfChange()
        }

        Repeater {
            model: root.facts.linkNames

            LinkButton {
                required property int index
                required property string modelData

                text: modelData
                trailingIcon: "external"
                onClicked: root.app.links.ask(root.facts.linkUrls[index])
            }
        }
    }

    Section {
        width: parent.width
        title: qsTr("In git")

        KeyValueRow {
            width: parent.width
            label: qsTr("Commit")
            value: root.facts.gitopsHash
            mono: true
            copyable: true
            onCopyRequested: root.app.links.copy(root.facts.gitopsHashFull)
        }

        MonoSmallText {
            width: parent.width
            wrapMode: Text.Wrap
            maximumLineCount: 12
            text: root.facts.gitopsMessage
        }

        LinkButton {
            text: qsTr("What was wanted everywhere then")
            onClicked: root.app.showMomentOfChange()
        }
    }

    Section {
        width: parent.width
        title: qsTr("Files changed")
        divider: false
        linkText: qsTr("Compare with before")
        onLinkClicked: root.history.compareWithPrevious()

        LinkButton {
            text: qsTr("Compare with what is current")
            onClicked: root.history.compareWithCurrent()
        }

        Repeater {
            model: root.detail.files

            MonoSmallText {
                required property string modelData

                width: parent ? parent.width : 0
                text: modelData
            }
        }

        SmallText {
            width: parent.width
            visible: text !== ""
            wrapMode: Text.Wrap
            text: root.detail.filesText
            color: Theme.textTertiary
        }
    }
}
