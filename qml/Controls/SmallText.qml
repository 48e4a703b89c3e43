import Coupe.Theme

BodyText {
    paragraphLine: Theme.lineSmall
    font: Theme.fontSmall
    color: Theme.textSecondary
}
