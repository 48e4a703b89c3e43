import Coupe.Theme

BodyText {
    paragraphLine: Theme.lineMonoBody
    font: Theme.fontMonoBody
}
