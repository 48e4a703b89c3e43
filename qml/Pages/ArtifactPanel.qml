pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* The chosen artifact: commit, pipeline, variables, and where it can go. */
Panel {
    id: root

    required property ArtifactDetail detail
    required property DeployController deploy
    required property LinkController links
    readonly property artifactFacts facts: detail.facts
    readonly property int fewVariables: 6
    readonly property int shownVariables: allVariables ? detail.variables.count : Math.min(fewVariables, detail.variables.count)
    property bool allVariables: false

    title: facts.apps
    subtitle: facts.version
    titleMono: true
    headExtras: [
        Tag {
            text: root.facts.eventText
        }
    ]

    Section {
        width: parent.width

        NameText {
            width: parent.width
            wrapMode: Text.Wrap
            maximumLineCount: 4
            text: root.facts.subject
        }

        SmallText {
            width: parent.width
            visible: root.facts.body !== ""
            wrapMode: Text.Wrap
            maximumLineCount: 12
            text: root.facts.body
        }

        Item {
            width: parent.width
            height: Theme.lineBody

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "user"
                size: 12
                color: Theme.textTertiary
            }

            SmallText {
                id: made
                x: 18
                width: link.x - x - Theme.spacingSmall
                height: parent.height
                text: qsTr("%1, %2").arg(root.facts.author).arg(root.facts.madeText)

                HoverHandler {
                    id: madeHover
                }

                HoverTip {
                    shown: madeHover.hovered
                    text: root.facts.madeExact
                }
            }

            LinkButton {
                id: link
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: root.facts.commitUrl !== ""
                text: qsTr("Commit")
                trailingIcon: "external"
                onClicked: root.links.ask(root.facts.commitUrl)
            }
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Repository")
            value: root.facts.repository
        }

        KeyValueRow {
            width: parent.width
            label: qsTr("Hash")
            value: root.facts.sha
            wrapped: false
            mono: true
            copyable: true
            onCopyRequested: value => root.links.copy(value)
        }
    }

    Section {
        width: parent.width
        title: qsTr("Targets")

        Box {
            width: parent.width
            visible: root.detail.targets.count > 0

            Column {
                width: parent.width

                Repeater {
                    model: root.detail.targets

                    TargetRow {
                        width: parent ? parent.width : 0
                        namesApp: root.facts.apps.indexOf(",") >= 0
                        last: index === root.detail.targets.count - 1
                        onDeployRequested: index => root.deploy.ask(root.facts.artifactId,
                            root.detail.targets.appAt(index), root.detail.targets.environmentAt(index))
                    }
                }
            }
        }

        SmallText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.facts.targetsNote
            color: Theme.textTertiary
        }
    }

    Section {
        width: parent.width
        title: qsTr("Pipeline")
        note: root.facts.shippedText

        SmallText {
            width: parent.width
            visible: root.facts.linkNames.length === 0
            text: qsTr("CI attached no links to this artifact.")
            color: Theme.textTertiary
        }

        Repeater {
            model: root.facts.linkNames

            LinkButton {
                required property int index
                required property string modelData

                text: modelData
                trailingIcon: "external"
                onClicked: root.links.ask(root.facts.linkUrls[index])
            }
        }
    }

    Section {
        width: parent.width
        visible: root.detail.variables.count > 0
        title: qsTr("Variables  %1").arg(root.detail.variables.count)
        divider: false
        note: root.detail.variables.maskedCount > 0 ? qsTr("%1 masked").arg(root.detail.variables.maskedCount) : ""

        Box {
            width: parent.width

            Column {
                width: parent.width

                Repeater {
                    model: root.detail.variables

                    VariableRow {
                        width: parent ? parent.width : 0
                        visible: root.allVariables || index < root.fewVariables
                        last: index === root.shownVariables - 1
                        onCopyRequested: index => root.links.copy(root.detail.variables.value(index))
                        onRevealRequested: (index, revealed) => root.detail.variables.setRevealed(index, revealed)
                    }
                }
            }
        }

        LinkButton {
            visible: root.shownVariables < root.detail.variables.count
            text: qsTr("Show all %1").arg(root.detail.variables.count)
            onClicked: root.allVariables = true
        }
    }
}
