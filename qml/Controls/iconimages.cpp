#include "iconimages.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace {

constexpr double statusBox = 12;
constexpr double iconBox = 16;

struct Request {
    QString name;
    double size = iconBox;
    QColor color;

    double box() const { return name.startsWith("status/"_L1) ? statusBox : iconBox; }
};

Request parse(const QString &id)
{
    const qsizetype hash = id.lastIndexOf(u'#');
    const qsizetype slash = id.lastIndexOf(u'/', hash);
    return {id.first(slash), id.sliced(slash + 1, hash - slash - 1).toDouble(), QColor(id.sliced(hash))};
}

// Icons are scaled to their place, their pen is not: the file's 1.5 px stays 1.5 px on the screen.
QByteArray drawing(const Request &request)
{
    QFile file(u":/coupe/icons/%1.svg"_s.arg(request.name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray width = QByteArray::number(1.5 * request.box() / request.size, 'f', 3);
    return file.readAll().replace("stroke-width=\"1.5\"", "stroke-width=\"" + width + '"');
}

} // namespace

IconImages::IconImages() : QQuickImageProvider(QQuickImageProvider::Image) { }

QImage IconImages::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    if (id.count(u'/') == 0 || !id.contains(u'#'))
        return {};
    const Request request = parse(id);
    const QByteArray svg = drawing(request);
    if (svg.isEmpty() || request.size <= 0 || !request.color.isValid())
        return {};

    const int pixels = requestedSize.width() > 0 ? requestedSize.width() : qCeil(request.size);
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(svg).render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), request.color);
    *size = image.size();
    return image;
}
