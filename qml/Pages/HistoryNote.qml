import QtQuick
import Coupe.Theme
import Coupe.Controls
import Coupe.Ui

/* How much is listed and how old it is; what is being read; what went wrong on the way. */
Item {
    id: root

    required property HistoryController controller
    readonly property string trouble: controller.status === HistoryController.Failed ? "" : controller.problemText

    signal copyRequested(value: string)

    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: parent.width

        Item {
            width: parent.width
            height: Theme.tableHeadHeight

            SmallText {
                id: count
                x: Theme.spacingLarge
                height: parent.height
                visible: root.controller.status === HistoryController.Ready || root.controller.status === HistoryController.Empty
                text: root.controller.filter.notUnderstood === "" ? root.controller.countText
                    : qsTr("%1. %2").arg(root.controller.countText).arg(root.controller.filter.notUnderstood)
                color: root.controller.filter.notUnderstood === "" ? Theme.textTertiary : Theme.statusStalled
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }

            Row {
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacingLarge
                height: parent.height
                spacing: Theme.spacingSmall

                Spinner {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.controller.busyText !== ""
                }

                SmallText {
                    height: parent.height
                    text: root.controller.busyText !== "" ? root.controller.busyText : root.controller.asOfText
                    color: Theme.textTertiary
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }

                LinkButton {
                    height: parent.height
                    visible: root.controller.busyText !== ""
                    text: qsTr("Cancel")
                    onClicked: root.controller.cancel()
                }
            }
        }

        Item {
            width: parent.width
            height: visible ? box.implicitHeight + Theme.spacingSmall : 0
            visible: root.trouble !== "" || root.controller.noticeText !== ""

            MessageBox {
                id: box
                x: Theme.spacingLarge
                width: parent.width - 2 * Theme.spacingLarge
                shape: "stalled"
                title: root.trouble !== "" ? root.trouble : root.controller.noticeText
                serverWords: root.trouble !== "" ? root.controller.problemWords : ""
                onCopyRequested: value => root.copyRequested(value)
            }
        }
    }
}
