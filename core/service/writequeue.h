#pragma once

#include "store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace coupe::service {

/// The one door through which the database is changed. Threads that come at the same time share one transaction, and so
/// one wait for the disk: the first of them does the work of all.
class WriteQueue
{
public:
    /// Runs @p work, a function of a Store that returns a Result, and commits what it did; nothing of it when it fails.
    /// Blocks until that is on disk. @p own is the calling thread's store; @p work may be run by another thread, on its
    /// store, while this one waits. Thread-safe.
    template <typename Work> auto write(Store &own, Work work) -> std::invoke_result_t<Work &, Store &>
    {
        using Outcome = std::invoke_result_t<Work &, Store &>;
        std::optional<Outcome> outcome;
        Job job;
        job.run = [&](Store &store) -> bool { return outcome.emplace(work(store)).has_value(); };
        commit(own, job);
        if (job.failure)
            return std::unexpected(*job.failure);
        return std::move(*outcome);
    }

private:
    struct Job {
        std::move_only_function<bool(Store &)> run;
        std::optional<Error> failure; ///< of the transaction, not of the work
        bool done = false;
    };

    void commit(Store &own, Job &job);
    static void runTogether(Store &store, const std::deque<Job *> &jobs);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job *> m_waiting;
    bool m_busy = false;
};

} // namespace coupe::service
