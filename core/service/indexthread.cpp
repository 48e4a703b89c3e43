#include "indexthread.h"

#include <gitops/releaseindex.h>

#include <QDebug>

#include <pthread.h>
#include <sys/resource.h>

namespace coupe::service {

IndexThread::~IndexThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::optional<QList<gitops::Change>> IndexThread::changes(
    const QString &head, const gitops::ChangeFilter &filter, int limit)
{
    std::future<Found> found;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return {};
        if (m_indexed == head) {
            Job job([filter, limit](gitops::ReleaseIndex &index) -> Found {
                auto page = index.page(filter, limit < 0 ? std::numeric_limits<int>::max() : limit);
                if (!page) {
                    qWarning().noquote() << "The index cannot be read:" << page.error().message << page.error().detail;
                    return {};
                }
                return std::move(page->changes);
            });
            found = job.get_future();
            m_jobs.push_back(std::move(job));
        } else {
            m_wanted = head;
            if (!m_thread.joinable())
                m_thread = std::thread([this] { loop(); });
        }
    }
    m_wake.notify_all();
    return found.valid() ? found.get() : Found();
}

void IndexThread::loop()
{
    pthread_setname_np(pthread_self(), "service-index");
    // On Linux each thread has its own; those that it starts inherit it.
    constexpr int Patient = 10;
    setpriority(PRIO_PROCESS, 0, Patient);

    const auto repository = gitops::Repository::open(m_options.repositoryPath);
    auto index = repository ? gitops::ReleaseIndex::open(m_options.indexPath, **repository, *m_options.clock)
                            : Result<std::unique_ptr<gitops::ReleaseIndex>>(std::unexpect, repository.error());
    if (!index)
        qWarning().noquote() << "There is no index:" << index.error().message << index.error().detail;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty() || !m_wanted.isEmpty(); });
        if (!m_jobs.empty()) {
            Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job(**index);
            lock.lock();
        } else if (m_stopping) {
            return;
        } else {
            m_wanted.clear();
            if (!index)
                continue;
            m_indexed.clear();
            lock.unlock();
            const QString head = update(**index);
            lock.lock();
            m_indexed = head;
            if (m_options.indexed && !head.isEmpty()) {
                lock.unlock();
                m_options.indexed(head);
                lock.lock();
            }
        }
    }
}

QString IndexThread::update(gitops::ReleaseIndex &index)
{
    const auto updated = index.update([this](const gitops::IndexProgress &) { return !isStopping(); });
    if (!updated)
        qWarning().noquote() << "The index was not updated:" << updated.error().message << updated.error().detail;
    return updated && updated->complete ? updated->head : QString();
}

bool IndexThread::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

} // namespace coupe::service
