Tag {
    text: qsTr("Protected")
    iconName: "lock"
    tone: Tag.Protected
}
