import Coupe.Theme

BodyText {
    paragraphLine: Theme.lineTiny
    font: Theme.fontTiny
    color: Theme.textTertiary
}
