#include "typography.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString installedOr(const QString &wanted, const QString &fallback)
{
    return QFontDatabase::hasFamily(wanted) ? wanted : fallback;
}

// Desktops call 9 to 11 pt normal (12 to 15 px), and the design is drawn for that; only a wish beyond it scales the
// text.
qreal systemScale()
{
    const int pixels = QFontInfo(QGuiApplication::font()).pixelSize();
    return pixels >= 12 && pixels <= 15 ? 1 : std::clamp(pixels / 13.0, 0.85, 2.0);
}

} // namespace

Typography::Typography(QObject *parent)
    : QObject(parent), m_sans(installedOr(u"Inter"_s, QGuiApplication::font().family())),
      m_mono(installedOr(u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s)), m_scale(systemScale())
{
    if (const QScreen *screen = QGuiApplication::primaryScreen())
        m_dotsPerInch = screen->logicalDotsPerInch();
}

void Typography::setFontScale(qreal scale)
{
    const qreal readable = std::clamp(scale, 0.75, 3.0);
    if (qFuzzyCompare(m_scale, readable))
        return;
    m_scale = readable;
    Q_EMIT fontsChanged();
}

void Typography::resetFontScale()
{
    setFontScale(systemScale());
}

QFont Typography::sans(qreal pixels, QFont::Weight weight) const
{
    return sized(QFont(m_sans), pixels, weight);
}

QFont Typography::mono(qreal pixels, QFont::Weight weight) const
{
    QFont font(m_mono);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    // Without shaping there are no ligatures: a hash, a diff and "->" must read as they were written.
    font.setStyleStrategy(QFont::PreferNoShaping);
    font.setKerning(false);
    return sized(font, pixels, weight);
}

// In points, because pixel sizes are whole numbers and 11.5 px is not.
QFont Typography::sized(QFont font, qreal pixels, QFont::Weight weight) const
{
    font.setPointSizeF(pixels * m_scale * 72 / m_dotsPerInch);
    font.setWeight(weight);
    return font;
}
