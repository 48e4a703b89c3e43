#pragma once

#include "feed.h"
#include "writequeue.h"

#include <base/clock.h>

#include <chrono>
#include <thread>

namespace coupe::service {

/// The one thread that writes the gitops repo: takes the events of the store strictly in their order, sleeps when there
/// is none. Takes up what an earlier process left unfinished.
class EventWorker
{
public:
    struct Options {
        QString databasePath;
        QString repositoryPath;
        std::shared_ptr<const Clock> clock;
    };

    /// @param writes, @param feed outlive the worker.
    EventWorker(Options options, WriteQueue &writes, Feed &feed);
    ~EventWorker();

    /// Says that there is an event. Thread-safe.
    void wake();

    /// Lets the event in hand finish, and starts no other. Returns at once. Thread-safe.
    void stopSoon();

    /// Waits until the event @p id is processed; what it came to. Nothing when that takes longer than @p patience or
    /// the worker stops. @p store belongs to the calling thread. Thread-safe.
    Result<std::optional<Event>> waitFor(Store &store, const QString &id, std::chrono::milliseconds patience);

private:
    void loop();
    /// False when there was nothing to do.
    Result<bool> processNext(Store &store, class Processor &processor);
    bool pause(std::chrono::milliseconds time);

    Options m_options;
    WriteQueue &m_writes;
    Feed &m_feed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_finished;
    bool m_woken = true;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace coupe::service
