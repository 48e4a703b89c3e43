import Coupe.Controls

/* What can be done with the lines that are chosen. */
Menu {
    id: root

    property bool several: false

    signal copyRequested()
    signal copyDiffRequested()

    MenuItem {
        iconName: "copy"
        text: root.several ? qsTr("Copy lines") : qsTr("Copy line")
        keys: "Ctrl+C"
        onTriggered: root.copyRequested()
    }

    MenuItem {
        iconName: "copy"
        text: qsTr("Copy as diff")
        onTriggered: root.copyDiffRequested()
    }
}
