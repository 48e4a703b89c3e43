#include "shadowimages.h"

#include <QColor>
#include <QPainter>

#include <cmath>

ShadowImages::ShadowImages() : QQuickImageProvider(QQuickImageProvider::Image) { }

QImage ShadowImages::requestImage(const QString &id, QSize *size, const QSize &)
{
    const qsizetype hash = id.lastIndexOf(u'#');
    const QStringList numbers = id.first(qMax<qsizetype>(hash, 0)).split(u'/');
    if (hash < 0 || numbers.size() != 2)
        return {};
    const int blur = numbers.at(0).toInt();
    const int radius = numbers.at(1).toInt();
    const QColor color(id.sliced(hash));
    if (blur <= 0 || blur > 128 || radius < 0 || radius > 64 || !color.isValid())
        return {};

    // Rounded frames from the outside in, each a little darker: the integral of a Gaussian, which is what a blur
    // leaves. The edge of what floats lies where the shade is half as dark as it gets.
    const int edge = blur + radius;
    QImage image(2 * edge + 1, 2 * edge + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.setPen(Qt::NoPen);
    for (int step = 0; step <= edge; ++step) {
        const double share = 0.5 * (1 + std::erf(1.6 * (step - blur) / blur));
        QColor shade = color;
        shade.setAlphaF(static_cast<float>(color.alphaF() * share));
        painter.setBrush(shade);
        painter.drawRoundedRect(
            image.rect().adjusted(step, step, -step, -step), qMax(radius, edge - step), qMax(radius, edge - step));
    }
    *size = image.size();
    return image;
}
