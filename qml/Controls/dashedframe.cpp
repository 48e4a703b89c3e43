#include "dashedframe.h"

#include <QPainter>

void DashedFrame::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void DashedFrame::setRadius(qreal radius)
{
    if (qFuzzyCompare(m_radius, radius))
        return;
    m_radius = radius;
    update();
    Q_EMIT radiusChanged();
}

void DashedFrame::setLineWidth(qreal width)
{
    if (qFuzzyCompare(m_lineWidth, width))
        return;
    m_lineWidth = width;
    update();
    Q_EMIT lineWidthChanged();
}

void DashedFrame::paint(QPainter *painter)
{
    QPen pen(m_color, m_lineWidth);
    pen.setDashPattern({3 / m_lineWidth, 2 / m_lineWidth});
    pen.setCapStyle(Qt::FlatCap);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(pen);
    const qreal inset = m_lineWidth / 2;
    painter->drawRoundedRect(boundingRect().adjusted(inset, inset, -inset, -inset), m_radius - inset, m_radius - inset);
}
