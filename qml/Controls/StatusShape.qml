import Coupe.Theme

Icon {
    id: root

    property string shape

    name: root.shape === "" ? "" : "status/" + root.shape
    size: 12
    color: Theme.statusColor(root.shape)
}
