#pragma once

#include <base/clock.h>
#include <gitops/changefilter.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace coupe::gitops {
class ReleaseIndex;
}

namespace coupe::service {

/// Keeps the index of the gitops repo's history, and answers from it: the one thread that has its database.
///
/// Nothing waits for the index to be made or to catch up, neither the service's start nor a write nor an answer. It is
/// opened when it is first asked for, and works when nobody else wants the processor.
class IndexThread
{
public:
    struct Options {
        QString indexPath;
        QString repositoryPath;
        std::shared_ptr<const Clock> clock;
        /// Told, on the index's own thread, each time the index has come to a head.
        std::function<void(const QString &head)> indexed = {};
    };

    explicit IndexThread(Options options) : m_options(std::move(options)) { }
    /// Gives up what it is reading; the next one goes on there.
    ~IndexThread();
    IndexThread(const IndexThread &) = delete;
    IndexThread &operator=(const IndexThread &) = delete;

    /// The newest @p limit changes (-1: all) of the history that ends at @p head. None while the index does not tell of
    /// that head: it is brought there meanwhile. Thread-safe.
    std::optional<QList<gitops::Change>> changes(const QString &head, const gitops::ChangeFilter &filter, int limit);

private:
    using Found = std::optional<QList<gitops::Change>>;
    using Job = std::packaged_task<Found(gitops::ReleaseIndex &)>;

    void loop();
    /// Where the index has come to; empty: nowhere, which is said to whoever reads the log.
    QString update(gitops::ReleaseIndex &index);
    bool isStopping();

    Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    QString m_indexed; ///< the head that the index tells of; empty while it is on its way
    QString m_wanted;
    bool m_stopping = false;
    std::thread m_thread; ///< started by the first question
};

} // namespace coupe::service
