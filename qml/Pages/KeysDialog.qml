pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme
import Coupe.Controls

/* The keys, on one page. */
CoupeDialog {
    id: dialog

    readonly property list<string> keys: [qsTr("Ctrl+K"), qsTr("Ctrl+1 … 4"), qsTr("Alt+Left, Alt+Right"), qsTr("F5"),
        qsTr("/ or Ctrl+F"), qsTr("Arrows"), qsTr("Enter"), qsTr("Esc"), qsTr("Tab"), qsTr("Space"), qsTr("?")]
    readonly property list<string> words: [qsTr("Go to an app, artifact or command"), qsTr("Overview, Artifacts, History, Activity"),
        qsTr("Back, forward"), qsTr("Read everything again"), qsTr("Filter this page"), qsTr("Move in the matrix or list"),
        qsTr("Into the panel of what is chosen"), qsTr("Close the panel or dialog"), qsTr("To the next control"),
        qsTr("Mark a row of the history for a comparison"), qsTr("This page")]

    title: qsTr("Keys")
    cancelText: qsTr("Close")

    DialogSection {
        divider: false

        Repeater {
            model: dialog.words

            Item {
                id: line

                required property int index
                required property string modelData

                width: parent ? parent.width : 0
                height: Theme.lineBody + 4

                KeyHint {
                    anchors.verticalCenter: parent.verticalCenter
                    text: dialog.keys[line.index]
                }

                BodyText {
                    x: 170
                    width: parent.width - x
                    height: parent.height
                    text: line.modelData
                }
            }
        }
    }
}
