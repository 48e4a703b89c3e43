#include "readschedule.h"

#include <QRandomGenerator>

namespace coupe::workspace {

namespace {

/// Each list of environments makes every agent send its state again: asked for once in so many polls.
constexpr int PollsPerEnvironmentList = 4;

} // namespace

ReadSchedule::ReadSchedule(ReadTiming timing, QObject *parent) : QObject(parent), m_timing(timing)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReadSchedule::fire);
}

void ReadSchedule::want(Parts parts)
{
    if (m_stopped)
        return;
    m_pending |= parts;
    if (m_reading || m_failures > 0)
        return;
    const auto rest = m_sinceRound.isValid() ? m_roundTook - std::chrono::milliseconds(m_sinceRound.elapsed())
                                             : std::chrono::milliseconds(0);
    startWithin(std::max(m_timing.coalesce, rest));
}

void ReadSchedule::wantNow(Parts parts)
{
    m_stopped = false;
    m_pending |= parts;
    m_timer.stop();
    fire();
}

void ReadSchedule::stop()
{
    m_stopped = true;
    m_reading = false;
    m_failures = 0;
    m_pending = {};
    m_timer.stop();
}

void ReadSchedule::setLive(bool live)
{
    m_live = live;
}

void ReadSchedule::fire()
{
    Parts parts = std::exchange(m_pending, {});
    if (!parts) {
        parts = Everything;
        parts.setFlag(Part::Environments, m_polls++ % PollsPerEnvironmentList == PollsPerEnvironmentList - 1);
    }
    Q_EMIT due(parts);
}

void ReadSchedule::began()
{
    m_reading = true;
    m_timer.stop();
    m_roundTimer.start();
}

void ReadSchedule::ended(bool reachable)
{
    m_reading = false;
    if (m_stopped)
        return;
    m_roundTook = std::chrono::milliseconds(m_roundTimer.isValid() ? m_roundTimer.elapsed() : 0);
    m_sinceRound.start();
    if (!reachable) {
        m_pending = Everything;
        m_failures = std::min(m_failures + 1, 16);
        const qint64 shortest = m_timing.firstRetry.count();
        const qint64 longest = std::min<qint64>(m_timing.lastRetry.count(), shortest << m_failures);
        m_timer.start(std::chrono::milliseconds(QRandomGenerator::global()->bounded(shortest, longest + 1)));
        return;
    }
    m_failures = 0;
    if (m_pending)
        startWithin(std::max(m_timing.coalesce, m_roundTook));
    else
        m_timer.start(m_live ? m_timing.pollWhileLive : m_timing.poll);
}

void ReadSchedule::startWithin(std::chrono::milliseconds pause)
{
    if (!m_timer.isActive() || m_timer.remainingTime() > pause.count())
        m_timer.start(pause);
}

} // namespace coupe::workspace
