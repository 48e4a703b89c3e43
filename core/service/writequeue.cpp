#include "writequeue.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

void WriteQueue::commit(Store &own, Job &job)
{
    std::unique_lock lock(m_mutex);
    m_waiting.push_back(&job);
    m_changed.wait(lock, [&] { return job.done || !m_busy; });
    if (job.done)
        return;

    m_busy = true;
    const std::deque<Job *> jobs = std::exchange(m_waiting, {});
    lock.unlock();
    runTogether(own, jobs);
    lock.lock();
    for (Job *finished : jobs)
        finished->done = true;
    m_busy = false;
    m_changed.notify_all();
}

void WriteQueue::runTogether(Store &store, const std::deque<Job *> &jobs)
{
    Database &database = *store.m_database;
    const auto committed = database.transaction([&]() -> Result<void> {
        for (Job *job : jobs) {
            if (const auto begun = store.change(u"SAVEPOINT job"_s, {}); !begun)
                return begun;
            if (!job->run(store)) {
                if (const auto undone = store.change(u"ROLLBACK TO job"_s, {}); !undone)
                    return undone;
            }
            if (const auto ended = store.change(u"RELEASE job"_s, {}); !ended)
                return ended;
        }
        return {};
    });
    if (committed)
        return;
    for (Job *job : jobs)
        job->failure = committed.error();
}

} // namespace coupe::service
