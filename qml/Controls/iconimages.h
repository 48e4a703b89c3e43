#pragma once

#include <QQuickImageProvider>

/// Draws `image://icon/<name>/<size>#<color>`: an SVG of resources/icons in one colour, its stroke 1.5 px at any size.
///
/// The pixmap cache of Qt Quick keeps one copy of each, so a page full of the same shape costs one drawing.
class IconImages : public QQuickImageProvider
{
public:
    IconImages();

    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};
