import QtQuick
import Coupe.Controls
import Coupe.Theme

Item {
    id: root

    required property string stepState

    implicitWidth: 16
    implicitHeight: 16

    Rectangle {
        anchors.centerIn: parent
        width: 14
        height: 14
        radius: 7
        visible: root.stepState === "done" || root.stepState === "waiting"
        color: root.stepState === "done" ? Theme.statusLive : "transparent"
        border.width: root.stepState === "done" ? 0 : 1.5
        border.color: Theme.controlLine
    }

    Icon {
        anchors.centerIn: parent
        visible: root.stepState === "done"
        name: "check"
        size: 10
        color: Theme.surface
    }

    StatusShape {
        anchors.centerIn: parent
        visible: root.stepState === "running" || root.stepState === "failed"
        size: 16
        shape: root.stepState === "running" ? "applying" : "failed"
    }

    Loader {
        anchors.fill: parent
        active: root.stepState === "unknown"
        sourceComponent: DashedFrame {
            color: Theme.statusUnknown
            radius: 8
            lineWidth: 1.5

            StatusShape {
                anchors.centerIn: parent
                size: 9
                shape: "unknown"
            }
        }
    }
}
