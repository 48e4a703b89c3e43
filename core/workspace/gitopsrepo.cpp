#include "gitopsrepo.h"

#include <QRandomGenerator>

#include <atomic>
#include <mutex>

namespace coupe::workspace {

using namespace std::chrono_literals;
using Phase = GitopsStatus::Phase;

/// What the keeper's thread tells while it works. The window looks at it a few times a second.
struct GitopsRepo::Round {
    std::mutex mutex;
    Phase phase = Phase::Resting;
    gitops::TransferProgress transfer;
    gitops::IndexProgress reading;
    std::atomic<bool> cancelled = false;
};

namespace {

constexpr auto LookInterval = 150ms;

} // namespace

GitopsRepo::GitopsRepo(
    GitopsSource source, const QString &folder, const Clock &clock, GitopsTiming timing, QObject *parent)
    : QObject(parent), m_clock(clock), m_timing(timing), m_backoff(timing.firstRetry, timing.lastRetry),
      m_keepShelf(std::make_shared<GitopsShelf>(folder, source, clock)),
      m_readShelf(std::make_shared<GitopsShelf>(folder, source, clock)), m_keeper(QStringLiteral("gitops")),
      m_reader(QStringLiteral("history"))
{
    m_status.source = std::move(source);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] { run(true); });
    m_watching.setInterval(LookInterval);
    connect(&m_watching, &QTimer::timeout, this, &GitopsRepo::watch);
}

GitopsRepo::~GitopsRepo()
{
    *m_stopping = true;
}

void GitopsRepo::start()
{
    // What is on the disk is shown before anybody asks the network.
    m_again = true;
    run(false);
}

void GitopsRepo::refresh()
{
    if (m_round)
        m_again = true;
    else
        run(true);
}

void GitopsRepo::hint()
{
    if (m_round)
        m_again = true;
    else if (!m_next.isActive() || m_next.remainingTimeAsDuration() > m_timing.afterHint)
        wake(m_timing.afterHint);
}

void GitopsRepo::cancel()
{
    if (m_round)
        m_round->cancelled = true;
}

Task GitopsRepo::freshly(std::function<void(Result<void>)> done)
{
    auto [task, token] = Task::create();
    m_waiting.append({std::move(token), std::move(done)});
    refresh();
    return std::move(task);
}

void GitopsRepo::run(bool withNetwork)
{
    m_next.stop();
    m_tidying.cancel();
    m_round = std::make_shared<Round>();
    if (withNetwork) {
        m_again = false;
        m_served = std::exchange(m_waiting, {});
    }
    m_watching.start();
    m_running = m_keeper.run(
        [withNetwork, round = m_round, shelf = m_keepShelf, stopping = m_stopping] {
            const auto goesOn = [&] { return !*stopping && !round->cancelled; };
            const auto transfer = [&](const gitops::TransferProgress &progress) {
                const std::scoped_lock lock(round->mutex);
                round->phase = Phase::Fetching;
                round->transfer = progress;
                return goesOn();
            };
            const auto reading = [&](const gitops::IndexProgress &progress) {
                const std::scoped_lock lock(round->mutex);
                round->phase = Phase::Reading;
                round->reading = progress;
                return goesOn();
            };
            return withNetwork ? shelf->fetch(transfer, reading) : shelf->update(reading);
        },
        [this, withNetwork](const Result<ShelfUpdate> &result) { ended(withNetwork, result); });
    watch();
}

void GitopsRepo::watch()
{
    if (!m_round)
        return;
    GitopsStatus now = m_status;
    {
        const std::scoped_lock lock(m_round->mutex);
        now.phase = m_round->phase;
        now.transfer = m_round->transfer;
        now.reading = m_round->reading;
    }
    const bool more = now.reading.changesFound > m_status.reading.changesFound;
    if (std::exchange(m_status, now) == now)
        return;
    Q_EMIT statusChanged();
    if (more)
        Q_EMIT changed();
}

void GitopsRepo::ended(bool withNetwork, const Result<ShelfUpdate> &result)
{
    m_watching.stop();
    m_round.reset();
    const bool wasKnown = m_status.last.known;
    const QString before = m_status.last.setAside;
    m_status.phase = Phase::Resting;
    m_status.transfer = {};
    m_status.reading = {};
    bool differs = false;
    if (result) {
        differs = result->changed || !wasKnown || result->head != m_status.last.head
            || result->complete != m_status.last.complete;
        m_status.last = *result;
        // Whatever the reader has open may be what was replaced.
        if (!wasKnown || result->setAside != before)
            m_reader.post([shelf = m_readShelf] { shelf->close(); });
    }
    if (withNetwork) {
        m_status.error = result ? Error{} : result.error();
        const bool failed = !result && result.error().kind != ErrorKind::Cancelled;
        if (result)
            m_backoff.reset();
        if (!failed)
            m_status.failingSince = {};
        else if (!m_status.failingSince.isValid())
            m_status.failingSince = m_clock.now();
        const auto pause = failed ? m_backoff.next(QRandomGenerator::global()->generateDouble()) : m_timing.interval;
        m_status.nextTry = failed ? m_clock.now().addMSecs(pause.count()) : QDateTime();
        wake(pause);
    }
    Q_EMIT statusChanged();
    if (differs)
        Q_EMIT changed();
    if (withNetwork)
        tell(result ? Result<void>() : std::unexpected(result.error()));
    if (m_again && !m_round)
        run(true);
    else if (result && !m_round)
        tidy();
}

void GitopsRepo::tell(const Result<void> &outcome)
{
    const QList<Waiter> served = std::exchange(m_served, {});
    for (const Waiter &waiter : served) {
        if (!waiter.token->isCancelled())
            waiter.done(outcome);
    }
}

void GitopsRepo::tidy()
{
    m_tidying =
        m_keeper.run([shelf = m_keepShelf, stopping = m_stopping] { return shelf->tidy([&] { return !*stopping; }); },
            [](const Result<void> &) {});
}

void GitopsRepo::wake(std::chrono::milliseconds in)
{
    m_next.start(in);
}

} // namespace coupe::workspace
