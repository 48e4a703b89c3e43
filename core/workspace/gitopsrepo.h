#pragma once

#include <base/worker.h>
#include <client/backoff.h>
#include <workspace/gitopsshelf.h>

#include <QObject>
#include <QTimer>

#include <chrono>

namespace coupe::workspace {

/// How one gitops repo of the profile stands. Times are UTC.
struct GitopsStatus {
    enum class Phase {
        Resting,
        Fetching, ///< from the remote
        Reading, ///< its history
    };

    GitopsSource source;
    Phase phase = Phase::Resting;
    gitops::TransferProgress transfer; ///< while fetching
    gitops::IndexProgress reading; ///< while reading
    ShelfUpdate last; ///< of the last update that succeeded
    Error error; ///< of the last try; kind Unknown and empty when it succeeded
    QDateTime failingSince; ///< invalid while all goes well
    QDateTime nextTry; ///< after a failure

    bool failed() const { return !error.message.isEmpty(); }
    bool operator==(const GitopsStatus &) const = default;
};

/// The patience of a GitopsRepo. Tests shorten it.
struct GitopsTiming {
    std::chrono::milliseconds interval{60'000}; ///< between two looks at the remote
    std::chrono::milliseconds afterHint{800}; ///< hints come in groups
    std::chrono::milliseconds firstRetry{5'000};
    std::chrono::milliseconds lastRetry{600'000};
};

/// One gitops repo: keeps its mirror fresh and its index up to date on one thread, and answers questions on another,
/// so that no answer waits for the network. Lives on the GUI thread.
///
/// Looks at the remote after start, regularly, and soon after hint(). A failure keeps what is known and is tried again,
/// later each time.
class GitopsRepo : public QObject
{
    Q_OBJECT

public:
    /// @p folder is the repo's own; @p clock outlives it.
    GitopsRepo(GitopsSource source, const QString &folder, const Clock &clock, GitopsTiming timing = {},
        QObject *parent = nullptr);
    /// Stops what runs, and waits for it.
    ~GitopsRepo() override;

    void start();
    void refresh(); ///< now
    void hint(); ///< something moved
    void cancel(); ///< the running fetch or reading; what came so far stays

    const GitopsStatus &status() const { return m_status; }

    /// Calls @p done after a look at the remote that begins after this call, with what it failed with.
    Task freshly(std::function<void(Result<void>)> done);

    /// Does @p work, which gets the shelf and returns a Result, on the reading thread.
    template <typename Work, typename Done> Task ask(Work work, Done done)
    {
        return m_reader.run(
            [shelf = m_readShelf, work = std::move(work)]() mutable { return work(*shelf); }, std::move(done));
    }

Q_SIGNALS:
    void statusChanged();
    void changed(); ///< the index tells something else, or more

private:
    struct Round;
    struct Waiter {
        std::shared_ptr<Task::Token> token;
        std::function<void(Result<void>)> done;
    };

    void run(bool withNetwork);
    void watch();
    void ended(bool withNetwork, const Result<ShelfUpdate> &result);
    void tell(const Result<void> &outcome);
    void tidy();
    void wake(std::chrono::milliseconds in);

    const Clock &m_clock;
    const GitopsTiming m_timing;
    GitopsStatus m_status;
    client::Backoff m_backoff;
    QTimer m_next;
    QTimer m_watching;
    std::shared_ptr<Round> m_round; ///< null while resting
    bool m_again = false; ///< look once more when the round has ended
    QList<Waiter> m_waiting; ///< for the next round
    QList<Waiter> m_served; ///< by the running one
    std::shared_ptr<std::atomic<bool>> m_stopping = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<GitopsShelf> m_keepShelf; ///< the keeper's
    std::shared_ptr<GitopsShelf> m_readShelf; ///< the reader's
    Task m_running;
    Task m_tidying;
    Worker m_keeper;
    Worker m_reader;
};

} // namespace coupe::workspace
