import QtQuick

/* A page or panel that is made when it is first gone to, and kept. */
Loader {
    id: root

    required property url page
    required property bool wanted
    required property var properties

    anchors.fill: parent
    visible: root.wanted
    onWantedChanged: {
        if (root.wanted && root.status === Loader.Null)
            root.setSource(root.page, root.properties);
    }
}
