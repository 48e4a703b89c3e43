import QtQuick
import Coupe.Theme

Rectangle {
    id: root

    property bool vertical: false
    property bool strong: false

    implicitWidth: Theme.dividerWidth
    implicitHeight: Theme.dividerWidth
    color: root.strong ? Theme.line : Theme.lineSubtle
}
