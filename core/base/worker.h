#pragma once

#include <base/task.h>

#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace coupe {

/// Where results come back to: runs functions on the thread it was made on, in order, from that thread's event loop.
///
/// This and Worker are the only hops between threads, so that ThreadSanitizer, which cannot see into Qt's event queue,
/// is told of each.
class Mailbox
{
public:
    /// The mailbox of the calling thread, made at its first use.
    static std::shared_ptr<Mailbox> ofThisThread();

    /// Thread-safe. The letter is dropped unread when the thread's event loop is gone.
    void post(std::move_only_function<void()> letter);

    ~Mailbox();

private:
    Mailbox();
    class Receiver;
    std::unique_ptr<Receiver> m_receiver;
};

/// One background thread that does jobs in the order they were given: values in, values out.
class Worker
{
public:
    explicit Worker(const QString &threadName);
    /// Lets the running job and all jobs given with post() finish; jobs given with run() that did not start are
    /// dropped.
    ~Worker();

    /// Does @p work on the worker's thread and hands what it returns to @p done on the calling thread, unless the task
    /// was dropped by then.
    template <typename Work, typename Done> Task run(Work work, Done done)
    {
        auto [task, token] = Task::create();
        add({true,
            [mailbox = Mailbox::ofThisThread(), token = std::move(token), work = std::move(work),
                done = std::move(done)](bool shuttingDown) mutable {
                if (shuttingDown || token->isCancelled())
                    return;
                mailbox->post([result = work(), token = std::move(token), done = std::move(done)]() mutable {
                    if (token->isCancelled())
                        return;
                    const auto finished = std::move(token);
                    done(std::move(result));
                });
            }});
        return std::move(task);
    }

    /// Does @p work on the worker's thread, even when the worker is being destroyed.
    void post(std::move_only_function<void()> work)
    {
        add({false, [work = std::move(work)](bool) mutable { work(); }});
    }

private:
    struct Job {
        bool droppable;
        std::move_only_function<void(bool shuttingDown)> run;
    };

    void add(Job job);
    void loop();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace coupe
