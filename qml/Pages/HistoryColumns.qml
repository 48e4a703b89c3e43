import QtQuick
import Coupe.Theme

/* Where the columns of the history stand, for its head and its rows. Narrow lists let columns go, the author first. */
QtObject {
    id: root

    required property real width
    property bool showsEnvironment: true
    readonly property bool showsAuthor: width > 1340
    readonly property bool showsLived: width > 1080
    readonly property bool showsBy: width > 960
    readonly property bool showsKind: width > 880

    readonly property real markX: Theme.spacingLarge
    readonly property real kindX: markX + 28
    readonly property real statusX: kindX + (showsKind ? 84 : 0)
    readonly property real appX: statusX + 126
    readonly property real environmentX: appX + 120
    readonly property real versionX: environmentX + (showsEnvironment ? 104 : 0)
    readonly property real whatX: versionX + 74
    readonly property real ageX: width - Theme.spacingLarge - 8 - 56
    readonly property real livedX: ageX - (showsLived ? 88 : 0)
    readonly property real whenX: livedX - 96
    readonly property real byX: whenX - (showsBy ? 104 : 0)
    readonly property real authorX: byX - (showsAuthor ? 132 : 0)
}
