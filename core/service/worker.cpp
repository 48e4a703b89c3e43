#include "worker.h"

#include "processor.h"

#include <QDebug>

#include <pthread.h>

namespace coupe::service {

using namespace std::chrono_literals;

EventWorker::EventWorker(Options options, WriteQueue &writes, Feed &feed)
    : m_options(std::move(options)), m_writes(writes), m_feed(feed), m_thread([this] {
          pthread_setname_np(pthread_self(), "service-worker");
          loop();
      })
{
}

EventWorker::~EventWorker()
{
    stopSoon();
    m_thread.join();
}

void EventWorker::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_wake.notify_one();
}

void EventWorker::stopSoon()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_finished.notify_all();
}

Result<std::optional<Event>> EventWorker::waitFor(Store &store, const QString &id, std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto event = store.event(id);
        if (!event)
            return event;
        if (!*event || (*event)->status != QLatin1StringView("new"))
            return event;
        if (m_stopping || m_finished.wait_until(lock, deadline) == std::cv_status::timeout)
            return std::nullopt;
    }
}

bool EventWorker::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, time, [this] { return m_stopping; });
    return !m_stopping;
}

void EventWorker::loop()
{
    std::unique_ptr<Store> store;
    std::unique_ptr<gitops::Repository> repository;
    std::unique_ptr<Processor> processor;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_woken || m_stopping; });
            if (m_stopping)
                return;
            m_woken = false;
        }
        // A full disk or the like: the queue stands still and goes on when there is room again.
        const auto retryLater = [this](const Error &error) {
            qWarning().noquote() << "The release worker waits:" << error.message << error.detail;
            if (pause(2s))
                wake();
        };
        if (!processor) {
            auto opened = Store::open(m_options.databasePath);
            auto openedRepository = gitops::Repository::open(m_options.repositoryPath);
            if (!opened || !openedRepository) {
                retryLater(opened ? openedRepository.error() : opened.error());
                continue;
            }
            store = std::move(*opened);
            repository = std::move(*openedRepository);
            processor = std::make_unique<Processor>(*store, m_writes, *repository, *m_options.clock, m_feed);
            processor->tidyUp();
        }
        const auto worked = processNext(*store, *processor);
        if (!worked)
            retryLater(worked.error());
        else if (*worked)
            wake();
    }
}

Result<bool> EventWorker::processNext(Store &store, Processor &processor)
{
    const auto event = store.nextEvent();
    if (!event)
        return std::unexpected(event.error());
    if (!*event)
        return false;
    const auto processed = processor.process(**event);
    if (!processed)
        return std::unexpected(processed.error());
    const std::lock_guard lock(m_mutex);
    m_finished.notify_all();
    return true;
}

} // namespace coupe::service
