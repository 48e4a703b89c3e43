import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* Where the listed history is written to, and how. */
CoupeDialog {
    id: dialog

    required property HistoryController controller
    property bool json: false
    property string problem

    function suggest(): void {
        path.text = dialog.controller.exportPath(dialog.json);
    }

    title: qsTr("Export the listed history")
    subtitle: controller.countText
    acceptText: qsTr("Export history")
    acceptIcon: "export"
    acceptEnabled: path.text !== ""
    initialFocus: path.input
    onAboutToShow: {
        problem = "";
        suggest();
    }
    onAccept: controller.exportTo(path.text)
    onCancelled: dialog.close()

    Connections {
        target: dialog.controller

        function onExportEnded(rows: int): void {
            dialog.problem = dialog.controller.exportProblem;
            if (rows >= 0)
                dialog.close();
        }
    }

    DialogSection {
        title: qsTr("Format")

        RadioButton {
            text: qsTr("CSV, for spreadsheets")
            checked: !dialog.json
            onClicked: {
                dialog.json = false;
                dialog.suggest();
            }
        }

        RadioButton {
            text: qsTr("JSON, for programs")
            checked: dialog.json
            onClicked: {
                dialog.json = true;
                dialog.suggest();
            }
        }
    }

    DialogSection {
        title: qsTr("File")
        divider: false

        TextField {
            id: path
            width: parent.width
            name: qsTr("File")
            focus: true
            errorText: dialog.problem
            onEdited: dialog.problem = ""
            onAccepted: dialog.tryAccept()
        }

        SmallText {
            width: parent.width
            visible: dialog.controller.fileExists(path.text)
            wrapMode: Text.Wrap
            text: qsTr("This file is there already and will be replaced.")
            color: Theme.statusStalled
        }
    }
}
