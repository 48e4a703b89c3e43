import QtQuick
import Coupe.Theme

/* A drawing of resources/icons in one colour. It never speaks for itself: what it marks has the accessible name. */
Image {
    id: root

    property string name
    property int size: 16
    property color color: Theme.textSecondary

    width: root.size
    height: root.size
    sourceSize.width: root.size
    sourceSize.height: root.size
    source: root.name === "" ? "" : "image://icon/" + root.name + "/" + root.size + root.color
    Accessible.ignored: true
}
