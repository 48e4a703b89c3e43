#include <base/worker.h>

#include <QTest>
#include <QThread>

#include <latch>

using namespace coupe;
using namespace Qt::StringLiterals;

/// The one hop between threads.
class WorkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsComeBackToTheCallersThreadInOrder();
    void aDroppedJobIsNotEvenStarted();
    void aDroppedResultIsNotDelivered();
    void replacingTheTaskInItsOwnCallbackIsHarmless();
    void onlyMovableValuesTravel();
    void destructionFinishesWhatWasPostedAndDropsTheRest();
    void lettersToAThreadThatIsGoneAreDropped();
};

void WorkerTest::resultsComeBackToTheCallersThreadInOrder()
{
    Worker worker(u"test"_s);
    QList<int> results;
    std::vector<Task> tasks;
    bool elsewhere = true;
    bool here = true;
    for (int i = 0; i < 200; ++i) {
        tasks.push_back(
            worker.run([i, main = QThread::currentThread()] { return std::pair(i, QThread::currentThread() != main); },
                [&, main = QThread::currentThread()](std::pair<int, bool> result) {
                    results.append(result.first);
                    elsewhere = elsewhere && result.second;
                    here = here && QThread::currentThread() == main;
                }));
    }
    QVERIFY(tasks.back().isRunning());
    QTRY_COMPARE(results.size(), 200);
    QVERIFY(std::ranges::is_sorted(results));
    QVERIFY(elsewhere && here);
    QTRY_VERIFY(!tasks.back().isRunning());
}

void WorkerTest::aDroppedJobIsNotEvenStarted()
{
    Worker worker(u"test"_s);
    std::latch go(1);
    worker.post([&] { go.wait(); });
    std::atomic<bool> started = false;
    Task task = worker.run([&] { return started.exchange(true); }, [](bool) {});
    task = {};
    go.count_down();
    bool last = false;
    const Task end = worker.run([] { return true; }, [&](bool) { last = true; });
    QTRY_VERIFY(last);
    QVERIFY(!started);
}

void WorkerTest::aDroppedResultIsNotDelivered()
{
    Worker worker(u"test"_s);
    bool delivered = false;
    std::latch done(1);
    Task task = worker.run([] { return 1; }, [&](int) { delivered = true; });
    worker.post([&] { done.count_down(); });
    done.wait(); // the letter lies in the mailbox
    task = {};
    QTest::qWait(20);
    QVERIFY(!delivered);
}

void WorkerTest::replacingTheTaskInItsOwnCallbackIsHarmless()
{
    Worker worker(u"test"_s);
    Task task;
    int calls = 0;
    std::function<void(int)> again = [&](int) {
        if (++calls < 5)
            task = worker.run([] { return 1; }, again);
    };
    task = worker.run([] { return 1; }, again);
    QTRY_COMPARE(calls, 5);
}

void WorkerTest::onlyMovableValuesTravel()
{
    Worker worker(u"test"_s);
    std::unique_ptr<int> result;
    const Task task = worker.run([value = std::make_unique<int>(7)]() mutable { return std::move(value); },
        [&](std::unique_ptr<int> value) { result = std::move(value); });
    QTRY_VERIFY(result);
    QCOMPARE(*result, 7);
}

void WorkerTest::destructionFinishesWhatWasPostedAndDropsTheRest()
{
    std::atomic<int> posted = 0;
    std::atomic<int> ran = 0;
    std::vector<Task> tasks;
    {
        Worker worker(u"test"_s);
        std::latch go(1);
        worker.post([&] {
            go.wait();
            QThread::msleep(20);
        });
        for (int i = 0; i < 10; ++i) {
            worker.post([&] { ++posted; });
            tasks.push_back(worker.run([&] { return ++ran; }, [](int) {}));
        }
        go.count_down();
    }
    QCOMPARE(posted.load(), 10);
    QVERIFY(ran.load() < 10);
    for (const Task &task : tasks)
        QVERIFY(!task.isRunning() || ran.load() > 0);
}

void WorkerTest::lettersToAThreadThatIsGoneAreDropped()
{
    std::shared_ptr<Mailbox> mailbox;
    std::thread([&] { mailbox = Mailbox::ofThisThread(); }).join();
    bool read = false;
    mailbox->post([&] { read = true; });
    mailbox.reset();
    QTest::qWait(10);
    QVERIFY(!read);
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "tst_base_worker.moc"
