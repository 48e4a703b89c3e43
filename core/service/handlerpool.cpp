#include "handlerpool.h"

#include <pthread.h>

namespace coupe::service {

HandlerPool::HandlerPool(int threads, HttpServer::HandlerFactory makeHandler) : m_makeHandler(std::move(makeHandler))
{
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] {
            pthread_setname_np(pthread_self(), "service-api");
            loop();
        });
    }
}

HandlerPool::~HandlerPool()
{
    stop();
}

void HandlerPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void HandlerPool::run(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void HandlerPool::loop()
{
    std::unique_ptr<Handler> handler;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        if (!handler) // made at the first request: starting the service costs nothing for threads that stay idle
            handler = m_makeHandler();
        job(*handler);
        job = {};
        lock.lock();
    }
}

} // namespace coupe::service
