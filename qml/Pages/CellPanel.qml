pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The chosen cell of the matrix: what is there, since when, by whom, what it is behind, and what was there before. */
Panel {
    id: root

    required property AppController app
    readonly property CellDetail detail: app.overview.detail
    readonly property cellFacts facts: detail.facts
    readonly property bool failed: facts.shape === "failed"

    title: facts.app
    subtitle: qsTr("in %1").arg(facts.environment)
    headExtras: [
        ProtectedTag {
            visible: root.facts.isProtected
        },
        StatusPill {
            visible: root.facts.present
            shape: root.facts.shape
            word: root.facts.word
        }
    ]
    footer: [
        CoupeButton {
            visible: root.facts.nextEnvironment !== ""
            kind: CoupeButton.Primary
            iconName: "promote"
            text: qsTr("Promote to %1…").arg(root.facts.nextEnvironment)
            enabled: root.facts.nextOff === ""
            offReason: root.facts.nextOff
            onClicked: root.app.askForNextEnvironment()
        },
        CoupeButton {
            text: qsTr("Deploy…")
            onClicked: root.app.showVersionsForCell()
        },
        CoupeButton {
            visible: root.facts.hasEarlier
            text: qsTr("Roll back…")
            enabled: root.facts.actOff === ""
            offReason: root.facts.actOff
            onClicked: root.app.askToRollBack()
        },
        IconButton {
            id: more
            visible: root.facts.present && root.facts.shape !== "deleted"
            bordered: true
            iconName: "more"
            text: qsTr("More actions")
            onClicked: moreMenu.popup(more, 0, -moreMenu.implicitHeight - Theme.spacingTiny)

            Menu {
                id: moreMenu
                width: 240

                MenuItem {
                    iconName: "trash"
                    danger: true
                    text: qsTr("Delete from %1…").arg(root.facts.environment)
                    enabled: root.facts.actOff === ""
                    onTriggered: root.app.askToDelete()
                }
            }
        }
    ]
    footNote: facts.nextOff !== "" ? facts.nextOff : facts.actOff
    onClosed: app.overview.clearSelection()

    Section {
        width: parent.width
        visible: root.failed || root.facts.shape === "stalled" || (root.facts.shape === "applying" && root.facts.statusDetail !== "")
        divider: false

        MessageBox {
            width: parent.width
            shape: root.facts.shape
            title: root.facts.statusSentence
            serverWords: root.facts.statusDetail
            onCopyRequested: value => root.app.links.copy(value)
        }
    }

    Section {
        width: parent.width
        visible: root.facts.present

        KeyValueRow {
            width: parent.width
            label: qsTr("Version")
            value: root.facts.version
            detail: root.facts.branch
            mono: true
            copyable: true
            onCopyRequested: root.app.links.copy(root.facts.sha)
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Commit")
            value: root.facts.message
            linkText: root.facts.commitUrl === "" ? "" : qsTr("open")
            onLinkClicked: root.app.links.ask(root.facts.commitUrl)
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Author")
            value: root.facts.author
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Released by")
            value: root.facts.releasedBy
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Since")
            value: root.facts.since
            detail: root.facts.sinceAge === "" ? "" : qsTr("for %1").arg(root.facts.sinceAge)
            tip: root.facts.sinceExact
        }

        KeyValueRow {
            width: parent.width
            visible: !root.failed
            label: qsTr("Status")
            value: root.facts.statusSentence
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.lastGood !== "" && root.failed
            label: qsTr("Last good")
            value: root.facts.lastGood
            mono: true
        }

        KeyValueRow {
            width: parent.width
            visible: root.facts.gitopsHash !== ""
            label: qsTr("In git")
            value: root.facts.gitopsHash
            mono: true
            copyable: true
            onCopyRequested: root.app.links.copy(root.facts.gitopsHashFull)
        }
    }

    Section {
        width: parent.width
        visible: !root.facts.present

        BodyText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("%1 is not in %2. An artifact with a manifest for this environment brings it there.")
                .arg(root.facts.app).arg(root.facts.environment)
        }
    }

    Section {
        width: parent.width
        visible: root.detail.ahead.count > 0
        title: root.facts.behindText

        Column {
            width: parent.width

            Repeater {
                model: root.detail.ahead

                CommitRow {
                    width: parent ? parent.width : 0
                    brief: true
                }
            }
        }
    }

    Section {
        width: parent.width
        visible: root.detail.history.count > 0
        title: qsTr("Releases in %1").arg(root.facts.environment)
        linkText: qsTr("Whole history")
        onLinkClicked: root.app.showHistoryForCell()
        divider: false

        Column {
            width: parent.width

            Repeater {
                model: root.detail.history

                HistoryRow {
                    width: parent ? parent.width : 0
                }
            }
        }
    }
}
