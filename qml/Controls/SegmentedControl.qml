pragma ComponentBehavior: Bound

import QtQuick
import Coupe.Theme

/* One of a few. It says what was chosen; whoever owns the state sets `currentIndex`. */
FocusScope {
    id: root

    property string name
    property list<string> labels
    property list<string> iconNames
    property int currentIndex: 0

    signal activated(index: int)

    function step(by: int): void {
        const next = root.currentIndex + by;
        if (next < 0 || next >= root.labels.length)
            return;
        root.activated(next);
        segments.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitWidth: row.implicitWidth + 2
    implicitHeight: Theme.controlHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: root.name
    Keys.onLeftPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusMedium
        color: Theme.surfaceRaised
        border.width: Theme.dividerWidth
        border.color: Theme.controlLine
    }

    Row {
        id: row
        x: 1
        y: 1

        Repeater {
            id: segments
            model: root.labels

            Segment {
                required property string modelData
                required property int index

                height: root.height - 2
                text: modelData
                iconName: index < root.iconNames.length ? root.iconNames[index] : ""
                chosen: index === root.currentIndex
                first: index === 0
                last: index === root.labels.length - 1
                focus: chosen
                onClicked: root.activated(index)
            }
        }
    }
}
