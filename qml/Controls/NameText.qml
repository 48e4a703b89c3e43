import Coupe.Theme

BodyText {
    font: Theme.fontBodyMedium
}
