#include "samples.h"

#include <workspace/activity.h>

#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;

namespace {

Request request(RequestState state, int minutes = 3)
{
    Request request;
    request.id = u"request"_s;
    request.environment = u"production"_s;
    request.app = u"payments"_s;
    request.artifactId = u"acme/payments-7"_s;
    request.label = hashOf(7).left(7);
    request.state = state;
    request.requestedAt = minutesAgo(minutes);
    if (!isOpen(state))
        request.endedAt = minutesAgo(minutes - 1);
    return request;
}

using States = QList<StepState>;

States statesOf(const ActivityItem &item)
{
    States states;
    for (const ActivityStep &step : item.steps)
        states.append(step.state);
    return states;
}

constexpr auto W = StepState::Waiting;
constexpr auto R = StepState::Running;
constexpr auto D = StepState::Done;
constexpr auto F = StepState::Failed;
constexpr auto U = StepState::Unknown;
constexpr auto S = StepState::Skipped;

} // namespace

/// The rail of each request.
class ActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownRequestIsARail_data()
    {
        QTest::addColumn<Request>("own");
        QTest::addColumn<States>("steps");
        QTest::addColumn<bool>("running");
        QTest::addColumn<ReleaseState>("outcome");
        const auto written = [](RequestState state, const QString &words = {}) {
            Request own = request(state);
            own.gitopsHash = u"hash"_s;
            own.writtenAt = minutesAgo(2);
            own.serverWords = words;
            return own;
        };
        const auto none = ReleaseState::Unknown;
        QTest::newRow("armed") << request(RequestState::Armed) << States{R, W, W, W} << true << none;
        QTest::newRow("sent") << request(RequestState::Sent) << States{R, W, W, W} << true << none;
        QTest::newRow("accepted") << request(RequestState::Accepted) << States{D, R, W, W} << true << none;
        QTest::newRow("written") << written(RequestState::Written) << States{D, D, R, W} << true
                                 << ReleaseState::Applying;
        QTest::newRow("applied") << written(RequestState::Applied) << States{D, D, D, D} << false << ReleaseState::Live;
        Request unnamed = written(RequestState::Written);
        unnamed.kind = RequestKind::Rollback;
        unnamed.gitopsHash.clear();
        QTest::newRow("rolled back, by a commit that nobody names")
            << unnamed << States{D, D, R, W} << true << ReleaseState::Applying;
        Request deleted = written(RequestState::Applied);
        deleted.kind = RequestKind::Delete;
        QTest::newRow("deleted") << deleted << States{D, D, D, D} << false << ReleaseState::Deleted;
        QTest::newRow("not written") << request(RequestState::Failed) << States{D, F, S, S} << false
                                     << ReleaseState::Failed;
        QTest::newRow("not applied") << written(RequestState::Failed, u"ValidationFailed: no"_s) << States{D, D, F, S}
                                     << false << ReleaseState::Failed;
        QTest::newRow("not healthy") << written(RequestState::Failed, u"HealthCheckFailed: no"_s) << States{D, D, D, F}
                                     << false << ReleaseState::Failed;
        QTest::newRow("refused") << request(RequestState::Refused) << States{F, S, S, S} << false
                                 << ReleaseState::Failed;
        QTest::newRow("no change") << request(RequestState::NoChange) << States{D, S, S, S} << false << none;
        QTest::newRow("unknown") << request(RequestState::Unknown) << States{U, W, W, W} << true << none;
        QTest::newRow("not delivered") << request(RequestState::NotDelivered) << States{U, S, S, S} << false << none;
    }
    void ownRequestIsARail()
    {
        QFETCH(Request, own);
        QFETCH(States, steps);
        QFETCH(bool, running);
        QFETCH(ReleaseState, outcome);
        const auto items = makeActivity({own}, {}, {}, now);
        QCOMPARE(items.size(), 1);
        QCOMPARE(statesOf(items[0]), steps);
        QCOMPARE(items[0].running, running);
        QCOMPARE(items[0].outcome, outcome);
        QCOMPARE(items[0].endedAt.isValid(), !isOpen(own.state));
        QCOMPARE(items[0].noChange, own.state == RequestState::NoChange);
        QVERIFY(items[0].mine);
        QVERIFY(items[0].isProtected);
    }

    void writtenRequestStallsAndIsForgotten()
    {
        Request own = request(RequestState::Written, 10);
        own.gitopsHash = u"hash"_s;
        own.writtenAt = minutesAgo(9);
        QCOMPARE(makeActivity({own}, {}, {}, now)[0].outcome, ReleaseState::Stalled);
        QVERIFY(makeActivity({own}, {}, {}, now)[0].running);
        QVERIFY(!makeActivity({own}, {}, {}, now.addSecs(3600))[0].running);
    }

    void releasesOfOthersAreTold_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<States>("steps");
        QTest::addColumn<bool>("running");
        QTest::newRow("live") << u"ReconciliationSucceeded"_s << States{D, D, D, D} << false;
        QTest::newRow("applying") << u"Progressing"_s << States{D, D, R, W} << true;
        QTest::newRow("not healthy") << u"HealthCheckFailed"_s << States{D, D, D, F} << false;
        QTest::newRow("not applied") << u"ReconciliationFailed"_s << States{D, D, F, S} << false;
        QTest::newRow("silent") << QString() << States{D, D, U, U} << false;
    }
    void releasesOfOthersAreTold()
    {
        QFETCH(QString, status);
        QFETCH(States, steps);
        QFETCH(bool, running);
        gimlet::Release theirs = release(7, u"production"_s, 3, status);
        theirs.gitopsCommitStatusDesc = u"the reason"_s;
        const auto items = makeActivity({}, {{u"production"_s, {theirs}}}, {}, now);
        QCOMPARE(items.size(), 1);
        QCOMPARE(statesOf(items[0]), steps);
        QCOMPARE(items[0].running, running);
        QCOMPARE(items[0].by, u"policy"_s);
        QVERIFY(!items[0].mine);
        QCOMPARE(items[0].serverWords.contains(u"the reason"_s), steps.contains(F));
        QCOMPARE(items[0].message.isEmpty(), !steps.contains(F));
    }

    void supersededReleaseIsNotRunning()
    {
        const QList<gimlet::Release> releases{
            release(8, u"production"_s, 2), release(7, u"production"_s, 3, u"NotReconciled"_s)};
        const auto items = makeActivity({}, {{u"production"_s, releases}}, {}, now);
        QCOMPARE(items.size(), 2);
        QVERIFY(!items[1].running);
        QCOMPARE(items[1].outcome, ReleaseState::Unknown);
    }

    void ownReleaseIsNotToldTwice()
    {
        gimlet::Release mine = release(7, u"production"_s, 2, u"Progressing"_s);
        mine.triggeredBy = u"marta"_s;
        Request own = request(RequestState::Written);
        own.gitopsHash = mine.gitopsRef;
        QCOMPARE(makeActivity({own}, {{u"production"_s, {mine}}}, {}, now).size(), 1);
        own = request(RequestState::Accepted); // its hash is not known yet
        QCOMPARE(makeActivity({own}, {{u"production"_s, {mine}}}, {}, now).size(), 1);
        mine.created = minutesAgo(600); // the same version, hours ago
        QCOMPARE(makeActivity({own}, {{u"production"_s, {mine}}}, {}, now).size(), 2);
    }

    void runningComesFirstThenNewest()
    {
        const QList<gimlet::Release> releases{release(9, u"staging"_s, 1), release(8, u"staging"_s, 60)};
        const QList<gimlet::Release> others{release(3, u"production"_s, 3, u"Progressing"_s)};
        const auto items = makeActivity({}, {{u"staging"_s, releases}, {u"production"_s, others}}, {}, now);
        QCOMPARE(items.size(), 3);
        QVERIFY(items[0].running);
        QCOMPARE(items[1].startedAt, minutesAgo(1));
        QCOMPARE(items[2].startedAt, minutesAgo(60));
    }

    void emptyStaysEmpty() { QVERIFY(makeActivity({}, {}, {}, now).isEmpty()); }
};

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_activity.moc"
