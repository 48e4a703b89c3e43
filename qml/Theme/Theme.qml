pragma Singleton

import QtQuick
import Coupe.Theme

/* The one place with colours, sizes and times. Flat on purpose: `Theme.surface` compiles ahead of time, a grouped name
   does not. Fonts come from Typography. */
Typography {
    enum Scheme { FollowSystem, Light, Dark }

    property int scheme: Theme.FollowSystem
    property bool reducedMotion: false
    property bool highContrast: false

    readonly property SystemPalette systemPalette: SystemPalette {}
    readonly property bool dark: scheme === Theme.Dark
        || (scheme === Theme.FollowSystem && systemPalette.window.hslLightness < 0.5)

    readonly property color windowBackground: dark ? "#131519" : "#F3F4F6"
    readonly property color surface: dark ? "#1A1D22" : "#FFFFFF"
    readonly property color surfaceSunken: dark ? "#16191D" : "#F8F9FB"
    readonly property color surfaceRaised: dark ? "#22262D" : "#FFFFFF"
    readonly property color surfaceHover: dark ? "#23272E" : "#F2F4F7"
    readonly property color surfaceSelected: dark ? "#24304F" : "#E8EDFB"
    readonly property color surfaceInverse: dark ? "#333944" : "#242932"

    readonly property color lineSubtle: highContrast ? fieldLine : dark ? "#262A31" : "#ECEEF2"
    readonly property color line: highContrast ? fieldLine : dark ? "#30353E" : "#DEE1E7"
    readonly property color controlLine: dark ? "#454C58" : "#C4CAD4"
    readonly property color fieldLine: dark ? "#707988" : "#858E9E"

    readonly property color textPrimary: dark ? "#E7E9EE" : "#1A1E26"
    readonly property color textSecondary: dark ? "#B4BBC7" : "#474F5D"
    readonly property color textTertiary: highContrast ? textSecondary : dark ? "#949CAA" : "#616977"
    readonly property color textDisabled: dark ? "#646C79" : "#9AA1AD"
    readonly property color textOnAccent: "#FFFFFF"
    readonly property color textOnInverse: "#F2F4F7"

    readonly property color accentFill: dark ? "#4C68D6" : "#3B59C9"
    readonly property color accentFillHover: dark ? "#3F5ACB" : "#324DB3"
    readonly property color accentText: dark ? "#9DB1FF" : "#3450B8"
    readonly property color focusRing: dark ? "#8FA6FF" : "#3B59C9"
    readonly property color dangerFill: dark ? "#C4403A" : "#BC2F28"
    readonly property color dangerFillHover: Qt.darker(dangerFill, 1.12)
    readonly property color accentTextOnInverse: "#9DB1FF"
    readonly property color scrim: dark ? "#99060709" : "#6B14181F"
    readonly property color shadowPopup: "#2E000000"
    readonly property color shadowDialog: dark ? "#8C000000" : "#33000000"

    readonly property color statusLive: dark ? "#4CC38A" : "#17774A"
    readonly property color statusLiveTint: dark ? "#16281F" : "#E7F5EE"
    readonly property color statusApplying: dark ? "#5BB8E6" : "#0B6A94"
    readonly property color statusApplyingTint: dark ? "#14272F" : "#E5F2F9"
    readonly property color statusStalled: dark ? "#E0A33E" : "#855200"
    readonly property color statusStalledTint: dark ? "#2C2515" : "#FBF2E0"
    readonly property color statusFailed: dark ? "#FF8A82" : "#BC2F28"
    readonly property color statusFailedTint: dark ? "#331D1D" : "#FDEFEE"
    readonly property color statusRolledBack: dark ? "#B89DF2" : "#6B42B3"
    readonly property color statusRolledBackTint: dark ? "#272139" : "#F1ECFA"
    readonly property color statusChangedByHand: dark ? "#EE8CC0" : "#9E2A6C"
    readonly property color statusChangedByHandTint: dark ? "#331E2B" : "#FAEBF4"
    readonly property color statusDeleted: dark ? "#A3ABB8" : "#596170"
    readonly property color statusUnknown: dark ? "#A3ABB8" : "#596170"
    readonly property color statusNeutralTint: dark ? "#282C34" : "#EEF0F4"

    readonly property color protectedMark: dark ? "#F0A374" : "#93420F"
    readonly property color protectedTint: dark ? "#2F2319" : "#FBF0E8"

    readonly property color diffAdded: dark ? "#16281E" : "#E8F5EC"
    readonly property color diffAddedWord: dark ? "#25553B" : "#BFE6CC"
    readonly property color diffRemoved: dark ? "#331D1D" : "#FCEDEC"
    readonly property color diffRemovedWord: dark ? "#69322F" : "#F6C9C6"

    readonly property int spacingTiny: 4
    readonly property int spacingSmall: 8
    readonly property int spacingMedium: 12
    readonly property int spacingLarge: 16
    readonly property int spacingHuge: 20
    readonly property int dividerWidth: 1

    // Whatever holds a line of text grows with the text.
    readonly property int controlHeight: Math.round(28 * fontScale)
    readonly property int controlHeightSmall: Math.round(24 * fontScale)
    readonly property int controlHeightLarge: Math.round(32 * fontScale)
    readonly property int chipHeight: Math.round(24 * fontScale)
    readonly property int pillHeight: Math.round(20 * fontScale)
    readonly property int tagHeight: Math.round(18 * fontScale)
    readonly property int rowHeight: Math.round(32 * fontScale)
    readonly property int rowHeightDense: Math.round(28 * fontScale)
    readonly property int rowHeightLog: Math.round(30 * fontScale)
    readonly property int matrixRowHeight: Math.round(44 * fontScale)
    readonly property int matrixRowHeightDense: Math.round(32 * fontScale)
    readonly property int matrixHeadHeight: Math.round(52 * fontScale)
    readonly property int groupHeadHeight: Math.round(26 * fontScale)
    readonly property int groupHeadHeightActivity: Math.round(28 * fontScale)
    readonly property int tableHeadHeight: Math.round(28 * fontScale)
    readonly property int topBarHeight: Math.round(44 * fontScale)
    readonly property int toolBarHeight: Math.round(44 * fontScale)
    readonly property int statusBarHeight: Math.round(26 * fontScale)
    readonly property int toastHeight: Math.round(36 * fontScale)
    readonly property int bannerHeight: Math.round(36 * fontScale)
    readonly property int dialogHeadHeight: Math.round(52 * fontScale)
    readonly property int dialogFootHeight: Math.round(52 * fontScale)

    readonly property int railWidth: Math.round(184 * fontScale)
    readonly property int railWidthFolded: 48
    readonly property int detailPanelWidth: 400
    readonly property int detailPanelWidthLeast: 360
    readonly property int detailPanelWidthMost: 560
    readonly property int ciPanelWidth: 500
    readonly property int matrixAppWidth: Math.round(168 * fontScale)
    readonly property int matrixColumnWidthLeast: Math.round(188 * fontScale)
    readonly property int labelWidth: Math.round(92 * fontScale)
    readonly property int stepWidth: Math.round(112 * fontScale)

    readonly property int lineTitle: Math.round(20 * fontScale)
    readonly property int lineBody: Math.round(18 * fontScale)
    readonly property int lineSmall: Math.round(16 * fontScale)
    readonly property int lineTiny: Math.round(14 * fontScale)
    readonly property int lineMonoBody: Math.round(18 * fontScale)
    readonly property int lineMonoSmall: Math.round(17 * fontScale)

    readonly property int radiusSmall: 4
    readonly property int radiusMedium: 6
    readonly property int radiusLarge: 8

    readonly property int motionFast: reducedMotion ? 0 : 90
    readonly property int motionNormal: reducedMotion ? 0 : 140
    readonly property int motionSlow: reducedMotion ? 0 : 180
    readonly property int motionSpin: reducedMotion ? 0 : 900
    readonly property int changeHold: 900
    readonly property int loadingDelay: 300
    readonly property int toastTime: 6000
    readonly property int copiedTime: 1500
    readonly property int tipDelay: 500

    function statusColor(shape: string): color {
        switch (shape) {
        case "live": return statusLive;
        case "applying": return statusApplying;
        case "stalled": return statusStalled;
        case "failed": return statusFailed;
        case "rolledBack": return statusRolledBack;
        case "changedByHand": return statusChangedByHand;
        case "deleted": return statusDeleted;
        case "wasLive": return textTertiary;
        default: return statusUnknown;
        }
    }

    function statusTint(shape: string): color {
        switch (shape) {
        case "live": return statusLiveTint;
        case "applying": return statusApplyingTint;
        case "stalled": return statusStalledTint;
        case "failed": return statusFailedTint;
        case "rolledBack": return statusRolledBackTint;
        case "changedByHand": return statusChangedByHandTint;
        default: return statusNeutralTint;
        }
    }

    // Toasts are dark in both themes.
    function statusColorOnInverse(shape: string): color {
        switch (shape) {
        case "live": return "#4CC38A";
        case "applying": return "#5BB8E6";
        case "stalled": return "#E0A33E";
        case "failed": return "#FF8A82";
        case "rolledBack": return "#B89DF2";
        case "changedByHand": return "#EE8CC0";
        default: return "#A3ABB8";
        }
    }
}
