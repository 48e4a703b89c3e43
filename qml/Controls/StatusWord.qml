import QtQuick
import Coupe.Theme

/* Shape and word as rows show them. A quiet word leaves the colour to the shape, so that trouble stands out. */
Row {
    id: root

    property string shape
    property string word
    property bool loud: root.shape !== "live" && root.shape !== "wasLive" && root.shape !== ""

    spacing: 6

    StatusShape {
        anchors.verticalCenter: parent.verticalCenter
        shape: root.shape
    }

    SmallText {
        anchors.verticalCenter: parent.verticalCenter
        text: root.word
        font: root.loud ? Theme.fontSmallMedium : Theme.fontSmall
        color: root.loud ? Theme.statusColor(root.shape)
            : root.shape === "wasLive" ? Theme.textTertiary : Theme.textSecondary
    }
}
