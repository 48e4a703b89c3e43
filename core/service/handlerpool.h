#pragma once

#include "http.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace coupe::service {

/// The threads that may wait for disk and git, so that the one with the sockets never does.
class HandlerPool
{
public:
    using Job = std::move_only_function<void(Handler &)>;

    HandlerPool(int threads, HttpServer::HandlerFactory makeHandler);
    ~HandlerPool();

    /// Thread-safe. After stop() jobs are dropped, by the calling thread.
    void run(Job job);

    /// Finishes every job that was given.
    void stop();

private:
    void loop();

    HttpServer::HandlerFactory m_makeHandler;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace coupe::service
