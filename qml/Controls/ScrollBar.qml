import QtQuick
import QtQuick.Templates as T
import Coupe.Theme

T.ScrollBar {
    id: root

    readonly property bool wide: root.hovered || root.pressed

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.06
    visible: root.policy === T.ScrollBar.AlwaysOn || (root.policy === T.ScrollBar.AsNeeded && root.size < 1)
    hoverEnabled: true

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: root.pressed ? Theme.fieldLine : Theme.controlLine
        opacity: root.wide || root.active ? 1 : 0.55
    }
}
