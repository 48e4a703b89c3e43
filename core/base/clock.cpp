#include "clock.h"

#include <QTimeZone>

namespace coupe {

Clock::~Clock() = default;

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

ManualClock::ManualClock(const QDateTime &start) : m_milliseconds(start.toMSecsSinceEpoch()) { }

QDateTime ManualClock::now() const
{
    const qint64 milliseconds = m_milliseconds.load();
    return milliseconds == FollowsSystem ? QDateTime::currentDateTimeUtc()
                                         : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

void ManualClock::set(const QDateTime &time)
{
    m_milliseconds = time.toMSecsSinceEpoch();
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    m_milliseconds += by.count();
}

void ManualClock::followSystem()
{
    m_milliseconds = FollowsSystem;
}

} // namespace coupe
