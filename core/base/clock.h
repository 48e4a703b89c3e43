#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>
#include <limits>

namespace coupe {

/// The wall clock, injected wherever a time is stored or shown. Always UTC. Never used for waiting: deadlines and
/// timers run on Qt's monotonic clock. Thread-safe.
class Clock
{
public:
    virtual ~Clock();

    virtual QDateTime now() const = 0;

    /// Whole seconds since 1970, as the Gimlet API writes times.
    qint64 unixTime() const { return now().toSecsSinceEpoch(); }
};

/// The machine's own clock.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
};

/// A clock that stands where it was set until it is released to follow the machine's. For the demo's past and for
/// tests.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &start);

    QDateTime now() const override;

    void set(const QDateTime &time);
    void advance(std::chrono::milliseconds by);
    /// From here on the clock is the machine's.
    void followSystem();

private:
    static constexpr qint64 FollowsSystem = std::numeric_limits<qint64>::min();
    std::atomic<qint64> m_milliseconds;
};

} // namespace coupe
