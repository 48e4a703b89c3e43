import QtQuick
import Coupe.Theme

/* Something is under way. Without motion it is the still Applying shape; the word beside it says the same. */
Icon {
    id: root

    name: Theme.reducedMotion ? "status/applying" : "spinner"
    size: 12
    color: Theme.accentText

    RotationAnimator {
        target: root
        from: 0
        to: 360
        duration: 900
        loops: Animation.Infinite
        running: root.visible && !Theme.reducedMotion
    }
}
