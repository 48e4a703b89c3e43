pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Ctrl+K: a field and what its words find. */
T.Popup {
    id: root

    required property PaletteController controller

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: 88
    width: parent ? Math.min(620, parent.width - 64) : 620
    height: Math.min(420, Theme.toolBarHeight + list.contentHeight + 2 * Theme.spacingSmall + (list.count === 0 ? 56 : 0))
    modal: true
    focus: true
    padding: 0
    onAboutToShow: {
        root.controller.prepare();
        field.text = "";
        list.currentIndex = 0;
    }
    onOpened: field.takeFocus()

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.surfaceRaised
        border.width: Theme.dividerWidth
        border.color: Theme.line

        Shadow {
            blur: 40
            drop: 16
            ink: Theme.shadowDialog
        }
    }

    contentItem: FocusScope {
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Go to")

        FilterField {
            id: field
            x: Theme.spacingSmall
            y: Theme.spacingSmall
            width: parent.width - 2 * x
            focus: true
            iconName: "search"
            keyHint: ""
            placeholderText: qsTr("Go to an app, artifact or command")
            onEdited: {
                root.controller.text = text;
                list.currentIndex = 0;
            }
            onAccepted: root.perform(list.currentIndex)
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            Keys.onEscapePressed: root.close()
        }

        ListView {
            id: list
            anchors.top: field.bottom
            anchors.topMargin: Theme.spacingSmall
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.spacingSmall
            width: parent.width
            clip: true
            model: root.controller.model
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Found")
            delegate: ListRow {
                id: row

                required property int index
                required property string title
                required property string note
                required property string iconName
                required property string keys

                width: list.width
                name: qsTr("%1, %2").arg(row.title).arg(row.note)
                selected: row.index === list.currentIndex
                line: false
                onClicked: root.perform(row.index)

                contentItem: Item {
                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: row.iconName
                        size: 14
                    }

                    NameText {
                        id: titleText
                        x: 26
                        width: Math.min(Math.ceil(implicitWidth), 300)
                        height: parent.height
                        text: row.title
                        Accessible.ignored: true
                    }

                    SmallText {
                        x: titleText.x + titleText.width + Theme.spacingMedium
                        width: parent.width - x - (hint.visible ? hint.width + Theme.spacingSmall : 0)
                        height: parent.height
                        text: row.note
                        color: Theme.textTertiary
                        Accessible.ignored: true
                    }

                    KeyHint {
                        id: hint
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        visible: row.keys !== ""
                        text: row.keys
                    }
                }
            }
        }

        SmallText {
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.toolBarHeight + 18
            visible: list.count === 0
            text: qsTr("Nothing is called “%1”.").arg(field.text)
            color: Theme.textTertiary
        }
    }

    function perform(row: int): void {
        root.close();
        root.controller.perform(row);
    }
}
