#include "worker.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QThread>

#include <pthread.h>

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void *address);
extern "C" void __tsan_release(void *address);
#else
static void __tsan_acquire(void *) { }
static void __tsan_release(void *) { }
#endif

namespace coupe {

namespace {

const auto LetterEvent = static_cast<QEvent::Type>(QEvent::registerEventType());

class Letter final : public QEvent
{
public:
    explicit Letter(std::move_only_function<void()> words) : QEvent(LetterEvent), text(std::move(words)) { }

    std::move_only_function<void()> text;
};

} // namespace

class Mailbox::Receiver final : public QObject
{
    bool event(QEvent *event) override
    {
        if (event->type() != LetterEvent)
            return QObject::event(event);
        __tsan_acquire(event);
        static_cast<Letter *>(event)->text();
        return true;
    }
};

Mailbox::Mailbox() : m_receiver(std::make_unique<Receiver>()) { }

Mailbox::~Mailbox()
{
    // The last owner may be another thread that was about to post. A home that is gone deletes nothing any more.
    const QThread *home = m_receiver->thread();
    if (home && home != QThread::currentThread() && !home->isFinished())
        m_receiver.release()->deleteLater();
}

std::shared_ptr<Mailbox> Mailbox::ofThisThread()
{
    thread_local const std::shared_ptr<Mailbox> mailbox{new Mailbox};
    return mailbox;
}

void Mailbox::post(std::move_only_function<void()> letter)
{
    auto *event = new Letter(std::move(letter));
    __tsan_release(event);
    QCoreApplication::postEvent(m_receiver.get(), event);
}

Worker::Worker(const QString &threadName)
    : m_thread([this, name = threadName.left(15).toLatin1()] {
          pthread_setname_np(pthread_self(), name.constData());
          loop();
      })
{
}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Worker::add(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Worker::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        const bool drop = m_stopping && job.droppable;
        lock.unlock();
        job.run(drop);
        job = {};
        lock.lock();
    }
}

} // namespace coupe
