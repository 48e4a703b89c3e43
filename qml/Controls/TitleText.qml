import Coupe.Theme

BodyText {
    paragraphLine: Theme.lineTitle
    font: Theme.fontTitle
}
