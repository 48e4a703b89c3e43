#pragma once

#include <workspace/picture.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

// When to read. Not for other parts.
namespace coupe::workspace {

struct ReadTiming {
    std::chrono::milliseconds poll{15'000};
    std::chrono::milliseconds pollWhileLive{30'000};
    std::chrono::milliseconds coalesce{200};
    std::chrono::milliseconds firstRetry{1'000};
    std::chrono::milliseconds lastRetry{60'000};
};

/// Says when the next round is due, and of what: polls, hints put together, back-off with full jitter while the server
/// is away. One round at a time; never more reading than pausing, however many hints come.
class ReadSchedule : public QObject
{
    Q_OBJECT

public:
    explicit ReadSchedule(ReadTiming timing = {}, QObject *parent = nullptr);

    /// Something may have changed. Waits for a retry while the server is away.
    void want(Parts parts);
    /// At once, whatever is going on.
    void wantNow(Parts parts);
    void stop();
    void setLive(bool live);

    void began();
    void ended(bool reachable);
    bool isReading() const { return m_reading; }
    /// Until the next try, while the server is away.
    std::chrono::milliseconds pause() const { return std::chrono::milliseconds(m_timer.remainingTime()); }

Q_SIGNALS:
    void due(coupe::workspace::Parts parts);

private:
    void fire();
    void startWithin(std::chrono::milliseconds pause);

    const ReadTiming m_timing;
    QTimer m_timer;
    QElapsedTimer m_roundTimer;
    std::chrono::milliseconds m_roundTook{0};
    QElapsedTimer m_sinceRound;
    Parts m_pending;
    int m_polls = 0;
    int m_failures = 0;
    bool m_reading = false;
    bool m_live = false;
    bool m_stopped = false;
};

} // namespace coupe::workspace
