import QtQuick
import Coupe.Theme

/* One operator of a search, `since:7d`, as a tag that can be taken out. */
Rectangle {
    id: root

    required property string text

    signal removed()

    readonly property int colon: root.text.indexOf(":") + 1

    implicitWidth: Math.ceil(value.x + value.implicitWidth + 6)
    implicitHeight: Theme.pillHeight
    radius: Theme.radiusSmall
    color: Theme.surfaceSelected
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Remove %1").arg(root.text)
    Accessible.onPressAction: root.removed()

    SmallText {
        id: key
        x: 6
        anchors.verticalCenter: parent.verticalCenter
        text: root.text.slice(0, root.colon)
        color: Theme.accentText
    }

    SmallText {
        id: value
        x: key.x + key.implicitWidth + (root.colon > 0 ? 3 : 0)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text.slice(root.colon)
        font: Theme.fontSmallMedium
        color: Theme.textPrimary
    }

    TapHandler {
        onTapped: root.removed()
    }
}
