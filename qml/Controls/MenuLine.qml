import QtQuick.Templates as T

T.MenuSeparator {
    implicitWidth: 172
    implicitHeight: 9
    verticalPadding: 4

    contentItem: Divider {}
}
