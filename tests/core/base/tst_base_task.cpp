#include <base/clock.h>
#include <base/task.h>

#include <QTest>

using namespace coupe;

/// The handle that owns a piece of work.
class TaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorkersSideGetsAToken();
    void droppingCancelsOnce();
    void replacingCancelsTheOld();
    void finishedWorkIsNotCancelled();
    void movingKeepsTheWork();
    void anEmptyTaskIsHarmless();
    void cancellingInsideTheCancellationIsHarmless();
    void aManualClockStandsUntilReleased();
};

void TaskTest::theWorkersSideGetsAToken()
{
    auto [task, token] = Task::create();
    QVERIFY(token);
    QVERIFY(task.isRunning());
    QVERIFY(!token->isCancelled());
    token.reset();
    QVERIFY(!task.isRunning());
}

void TaskTest::droppingCancelsOnce()
{
    int cancelled = 0;
    std::shared_ptr<Task::Token> token;
    {
        auto created = Task::create([&] { ++cancelled; });
        token = created.second;
        const Task task = std::move(created.first);
        QVERIFY(task.isRunning());
    }
    QVERIFY(token->isCancelled());
    QCOMPARE(cancelled, 1);
}

void TaskTest::replacingCancelsTheOld()
{
    int cancelled = 0;
    auto [first, firstToken] = Task::create([&] { ++cancelled; });
    auto [second, secondToken] = Task::create([&] { cancelled += 10; });
    first = std::move(second);
    QCOMPARE(cancelled, 1);
    QVERIFY(firstToken->isCancelled() && !secondToken->isCancelled());
    QVERIFY(first.isRunning());
    first = {};
    QCOMPARE(cancelled, 11);
}

void TaskTest::finishedWorkIsNotCancelled()
{
    int cancelled = 0;
    auto [task, token] = Task::create([&] { ++cancelled; });
    token.reset();
    task.cancel();
    QCOMPARE(cancelled, 0);
}

void TaskTest::movingKeepsTheWork()
{
    auto [task, token] = Task::create();
    Task other(std::move(task));
    QVERIFY(other.isRunning());
    other.cancel();
    QVERIFY(token->isCancelled());
    QVERIFY(!other.isRunning());
}

void TaskTest::anEmptyTaskIsHarmless()
{
    Task task;
    QVERIFY(!task.isRunning());
    task.cancel();
    task = Task();
}

void TaskTest::cancellingInsideTheCancellationIsHarmless()
{
    Task outer;
    int cancelled = 0;
    auto [task, token] = Task::create([&] {
        ++cancelled;
        outer.cancel();
    });
    outer = std::move(task);
    outer.cancel();
    QCOMPARE(cancelled, 1);
}

void TaskTest::aManualClockStandsUntilReleased()
{
    const QDateTime start(QDate(2024, 2, 29), QTime(12, 0), Qt::UTC);
    ManualClock clock(start);
    QCOMPARE(clock.now(), start);
    clock.advance(std::chrono::hours(12));
    QCOMPARE(clock.now().date(), QDate(2024, 3, 1));
    clock.set(start);
    QCOMPARE(clock.unixTime(), start.toSecsSinceEpoch());
    clock.followSystem();
    QVERIFY(std::abs(clock.now().secsTo(SystemClock().now())) <= 1);
    QCOMPARE(clock.now().timeSpec(), Qt::UTC);
}

QTEST_GUILESS_MAIN(TaskTest)
#include "tst_base_task.moc"
