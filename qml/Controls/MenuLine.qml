import QtQuick.Templates as T
import Coupe.Theme

T.MenuSeparator {
    implicitWidth: 172
    implicitHeight: 9
    verticalPadding: 4

    contentItem: Divider {}
}
