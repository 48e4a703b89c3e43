import Coupe.Theme

BodyText {
    paragraphLine: Theme.lineMonoSmall
    font: Theme.fontMonoSmall
}
