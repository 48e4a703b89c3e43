import QtQuick
import Coupe.Controls
import Coupe.Theme

/* Every control once, for the eye: light or dark, whatever Theme says. */
Rectangle {
    id: root

    width: 1440
    height: 1240
    color: Theme.surface

    GalleryStates {
        x: 24
        y: 16
        width: 672
    }

    GalleryChoices {
        x: 24
        y: 480
        width: 672
    }

    GalleryLists {
        x: 24
        y: 872
        width: 672
    }

    GalleryPanel {
        x: 720
        y: 0
        width: 400
        height: 620
    }

    GalleryRail {
        x: 1136
        y: 0
        width: 304
        height: 620
    }

    GalleryActivity {
        x: 720
        y: 640
        width: 704
    }
}
