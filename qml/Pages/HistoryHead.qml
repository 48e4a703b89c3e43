import QtQuick
import Coupe.Theme
import Coupe.Controls

/* The names of the history's columns. */
TableHeader {
    id: root

    required property HistoryColumns columns

    TinyText {
        x: root.columns.kindX - Theme.spacingLarge
        height: parent.height
        visible: root.columns.showsKind
        text: qsTr("Kind")
    }

    TinyText {
        x: root.columns.statusX - Theme.spacingLarge
        height: parent.height
        text: qsTr("Status")
    }

    TinyText {
        x: root.columns.appX - Theme.spacingLarge
        height: parent.height
        text: qsTr("App")
    }

    TinyText {
        x: root.columns.environmentX - Theme.spacingLarge
        height: parent.height
        visible: root.columns.showsEnvironment
        text: qsTr("Environment")
    }

    TinyText {
        x: root.columns.versionX - Theme.spacingLarge
        height: parent.height
        text: qsTr("Version")
    }

    TinyText {
        x: root.columns.whatX - Theme.spacingLarge
        height: parent.height
        text: qsTr("What")
    }

    TinyText {
        x: root.columns.authorX - Theme.spacingLarge
        height: parent.height
        visible: root.columns.showsAuthor
        text: qsTr("Author")
    }

    TinyText {
        x: root.columns.byX - Theme.spacingLarge
        height: parent.height
        visible: root.columns.showsBy
        text: qsTr("Triggered by")
    }

    TinyText {
        x: root.columns.whenX - Theme.spacingLarge
        width: root.columns.livedX - root.columns.whenX - 10
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: qsTr("When")
    }

    TinyText {
        x: root.columns.livedX - Theme.spacingLarge
        width: root.columns.ageX - root.columns.livedX - 10
        height: parent.height
        visible: root.columns.showsLived
        horizontalAlignment: Text.AlignRight
        text: qsTr("Lived for")
    }

    TinyText {
        x: root.columns.ageX - Theme.spacingLarge
        width: 56
        height: parent.height
        horizontalAlignment: Text.AlignRight
        text: qsTr("Age")
    }
}
