#include "ticker.h"

#include <chrono>

namespace coupe::ui {

Ticker::Ticker(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, [this] {
        Q_EMIT second();
        if (++m_seconds % 15 == 0)
            Q_EMIT quarterMinute();
    });
    m_timer.start();
}

void Ticker::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active)
        return m_timer.stop();
    m_timer.start();
    Q_EMIT second();
    Q_EMIT quarterMinute();
}

} // namespace coupe::ui
