import QtQuick
import Coupe.Theme
import Coupe.Controls

/* One app in one environment: what was wanted at the moment, and what is wanted now. */
ListRow {
    id: root

    required property int index
    required property string environment
    required property string app
    required property string thenVersion
    required property string thenWhat
    required property string thenWhen
    required property string thenExact
    required property string nowVersion
    required property string nowWhen
    required property string difference
    required property bool differs
    required property string rowName

    name: root.rowName
    implicitHeight: Theme.rowHeightLog
    leftPadding: 0
    rightPadding: 0

    Item {
        x: 380
        width: 100
        height: parent.height

        HoverHandler {
            id: hover
        }

        HoverTip {
            shown: hover.hovered && root.thenExact !== ""
            text: root.thenExact
        }
    }

    contentItem: Item {
        NameText {
            x: Theme.spacingLarge
            width: 150
            height: parent.height
            text: root.app
            Accessible.ignored: true
        }

        SmallText {
            x: 180
            width: 110
            height: parent.height
            text: root.environment
            Accessible.ignored: true
        }

        MonoText {
            x: 300
            width: 76
            height: parent.height
            text: root.thenVersion
            Accessible.ignored: true
        }

        SmallText {
            x: 380
            width: 100
            height: parent.height
            text: root.thenWhen
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        BodyText {
            x: 490
            width: root.width - x - 330
            height: parent.height
            text: root.thenWhat
            Accessible.ignored: true
        }

        MonoText {
            x: root.width - 310
            width: 76
            height: parent.height
            text: root.nowVersion
            Accessible.ignored: true
        }

        SmallText {
            x: root.width - 230
            width: 96
            height: parent.height
            text: root.nowWhen
            color: Theme.textTertiary
            Accessible.ignored: true
        }

        SmallText {
            x: root.width - 126
            width: 110
            height: parent.height
            text: root.difference
            font: root.differs ? Theme.fontSmallMedium : Theme.fontSmall
            color: root.differs ? Theme.textPrimary : Theme.textTertiary
            Accessible.ignored: true
        }
    }
}
