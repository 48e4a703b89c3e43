#include "samples.h"

#include <support/stubserver.h>
#include <workspace/journal.h>
#include <workspace/requesttracker.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;
using namespace std::chrono_literals;

namespace {

constexpr TrackerTiming impatient{.firstLook = 10ms,
    .lastLook = 30ms,
    .offline = 50ms,
    .search = 20ms,
    .searchFor = 300ms,
    .clockSlack = 120s,
    .followFor = 60s};

const auto rollbackPath = u"/api/rollback"_s;
const auto deletePath = u"/api/delete"_s;
const auto trackPath = u"/api/eventReleaseTrack"_s;
const auto releasesPath = u"/api/releases"_s;
const auto statusPath = u"/api/status"_s;
const auto commitsPath = u"/api/gitopsCommits"_s;

/// The gitops commits of payments 5, 6 and 7 in production, and of the revert.
const QString commit5 = QString(40, u'5');
const QString commit6 = QString(40, u'6');
const QString commit7 = QString(40, u'7');
const QString revert = QString(40, u'e');

test::Script answer(const QJsonObject &object)
{
    return test::json(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
template <typename T> test::Script answer(const QList<T> &list)
{
    return test::json(QJsonDocument(gimlet::toJsonArray(list)).toJson(QJsonDocument::Compact));
}

gimlet::Release written(int number, const QString &hash, bool rolledBack = false)
{
    gimlet::Release written = release(number, u"production"_s, 100 - number);
    written.gitopsRef = hash;
    written.rolledBack = rolledBack;
    return written;
}

gimlet::GitopsCommit commit(const QString &hash, const QString &status, const QString &environment = u"production"_s)
{
    gimlet::GitopsCommit commit;
    commit.sha = hash;
    commit.status = status;
    commit.env = environment;
    commit.created = QDateTime::currentDateTimeUtc();
    return commit;
}

} // namespace

/// Rollbacks and deletes go out at most once, never with a hash that could harm, and their fate is always told.
class TakingBackTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_journal;
    SystemClock m_clock;
    std::unique_ptr<test::StubServer> m_server;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<RequestTracker> m_tracker;
    QList<RequestState> m_way;

    void open()
    {
        m_tracker.reset();
        m_client = std::make_unique<client::Client>(client::Connection{.server = m_server->url(), .token = "secret"});
        m_tracker = std::make_unique<RequestTracker>(*m_client, m_clock, u"acme"_s, m_journal, nullptr, impatient);
        connect(m_tracker.get(), &RequestTracker::requestChanged, this,
            [this](const Request &request) { m_way.append(request.state); });
        QSignalSpy loaded(m_tracker.get(), &RequestTracker::loaded);
        m_tracker->start();
        QVERIFY(loaded.wait());
        m_tracker->noteReleases(u"production"_s, {written(7, commit7), written(6, commit6), written(5, commit5)});
    }

    template <typename Start> static Result<QString> wait(Start start)
    {
        std::optional<Result<QString>> armed;
        const Task task = start([&](Result<QString> result) { armed = std::move(result); });
        if (!QTest::qWaitFor([&] { return armed.has_value(); }))
            return failure(ErrorKind::Timeout, u"never armed"_s);
        return *armed;
    }
    Result<QString> rollBack(const QString &target = commit5)
    {
        RollbackOrder order{u"production"_s, u"payments"_s, target};
        order.artifactId = u"acme/payments-5"_s;
        order.label = version(5).label();
        order.reason = u"fails at checkout"_s;
        return wait([&](auto armed) { return m_tracker->rollBack(order, armed); });
    }
    Result<QString> remove(const DeleteOrder &order = {u"production"_s, u"payments"_s})
    {
        return wait([&](auto armed) { return m_tracker->remove(order, armed); });
    }

    const Request &request() const { return m_tracker->requests().constFirst(); }
    int posts() const { return m_server->count("POST"); }
    qsizetype looks() const
    {
        const auto all = m_server->requests();
        return std::ranges::count_if(all, [](const test::Request &each) { return each.path() == statusPath; });
    }

    void tracked(const QString &status, const QList<gimlet::ReleaseResult> &results, const QString &words = {})
    {
        gimlet::ReleaseStatus event;
        event.type = u"rollback"_s;
        event.status = status;
        event.statusDesc = words;
        event.results = results;
        m_server->on(trackPath, answer(gimlet::toJson(event)));
    }
    static gimlet::ReleaseResult reverted(const QString &hash, const QString &flux)
    {
        gimlet::ReleaseResult result;
        result.app = u"payments"_s;
        result.env = u"production"_s;
        result.status = u"success"_s;
        result.hash = hash;
        result.gitopsCommitStatus = flux;
        return result;
    }
    void appIsThere(bool there, int number = 7)
    {
        QJsonObject status{{u"ledger"_s, gimlet::toJson(wanted(written(7, commit7)))}};
        if (there)
            status.insert(u"payments"_s, gimlet::toJson(wanted(written(number, commit7))));
        m_server->on(statusPath, answer(status));
    }
    /// What the releases and the status look like once 6 and 7 are taken back.
    void rolledBack()
    {
        m_server->on(
            releasesPath, answer(QList{written(7, commit7, true), written(6, commit6, true), written(5, commit5)}));
        appIsThere(true, 5);
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_journal = m_folder.filePath(u"journal%1.sqlite"_s.arg(++number));
        m_way.clear();
        m_server = std::make_unique<test::StubServer>();
        m_server->on(releasesPath, answer(QList{written(7, commit7), written(6, commit6), written(5, commit5)}));
        m_server->on(rollbackPath, test::json(R"({"id":"event-1"})", 201));
        m_server->on(deletePath, test::json("{}"));
        appIsThere(true);
        open();
    }

    void cleanup()
    {
        m_tracker.reset();
        m_client.reset();
        m_server.reset();
    }

    void rollbackIsFollowedToItsEnd()
    {
        tracked(u"new"_s, {});
        const auto id = rollBack();
        QVERIFY(id);
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QVERIFY(m_tracker->openRequestFor(u"production"_s, u"payments"_s));
        appIsThere(true, 5);
        tracked(u"processed"_s, {reverted(revert, u"NotReconciled"_s), reverted(commit6, u"NotReconciled"_s)});
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(request().gitopsHash, revert); // the newest carries the rest with it
        tracked(u"processed"_s, {reverted(revert, u"ReconciliationSucceeded"_s)});
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(
            m_way, (QList{RequestState::Sent, RequestState::Accepted, RequestState::Written, RequestState::Applied}));
        QCOMPARE(request().kind, RequestKind::Rollback);
        QCOMPARE(request().reason, u"fails at checkout"_s);
        QCOMPARE(posts(), 1);
        const auto all = m_server->requests();
        const auto post = std::ranges::find(all, "POST", &test::Request::method);
        QCOMPARE(post->path(), rollbackPath);
        QCOMPARE(post->header("Idempotency-Key"), id->toUtf8());
        QCOMPARE(post->query().queryItemValue(u"env"_s), u"production"_s);
        QCOMPARE(post->query().queryItemValue(u"app"_s), u"payments"_s);
        QCOMPARE(post->query().queryItemValue(u"sha"_s), commit5);
    }

    void badTargetNeverLeaves_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("none") << QString();
        QTest::newRow("short") << commit5.left(10);
        QTest::newRow("upper case") << QString(40, u'A');
        QTest::newRow("a name") << u"main"_s;
        QTest::newRow("of another app") << QString(40, u'1');
        QTest::newRow("of another environment") << QString(40, u'2');
        QTest::newRow("rolled back") << QString(40, u'3');
    }
    void badTargetNeverLeaves()
    {
        QFETCH(QString, target);
        gimlet::Release ledger = written(4, QString(40, u'1'));
        ledger.app = u"ledger"_s;
        m_tracker->noteReleases(
            u"production"_s, {written(7, commit7), written(4, QString(40, u'3'), true), ledger, written(5, commit5)});
        m_tracker->noteReleases(u"staging"_s, {written(4, QString(40, u'2'))});
        const auto armed = rollBack(target);
        QVERIFY(!armed);
        QCOMPARE(armed.error().kind, ErrorKind::Invalid);
        QVERIFY(!armed.error().message.isEmpty());
        QVERIFY(m_tracker->requests().isEmpty());
        QCOMPARE(m_server->connections(), 0);
    }

    void endingsAreToldInWords_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("words");
        QTest::addColumn<RequestState>("state");
        QTest::newRow("already there") << u"processed"_s << QString() << RequestState::NoChange;
        QTest::newRow("conflict") << u"error"_s << u"could not revert: error: could not revert 6ecacc6"_s
                                  << RequestState::Failed;
    }
    void endingsAreToldInWords()
    {
        QFETCH(QString, status);
        QFETCH(QString, words);
        QFETCH(RequestState, state);
        appIsThere(true, 5);
        tracked(status, {}, words);
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, state);
        QVERIFY(request().message.contains(u"roll"_s));
        QCOMPARE(request().serverWords, words);
        QVERIFY(!m_tracker->openRequestFor(u"production"_s, u"payments"_s));
    }

    void rollbackIsBelievedOnceTheStatusAgrees()
    {
        tracked(u"processed"_s, {reverted(revert, u"ReconciliationSucceeded"_s)});
        QVERIFY(rollBack());
        QTRY_VERIFY(looks() > 0); // at what the environment wants: still 7
        QCOMPARE(request().state, RequestState::Accepted);
        appIsThere(true, 5);
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(request().message, u"Checked in the API: production wants %1 again."_s.arg(version(5).label()));
        QCOMPARE(posts(), 1);
    }

    void rollbackThatCameOutOtherwiseFails_data()
    {
        QTest::addColumn<QString>("flux");
        QTest::addColumn<QList<gimlet::ReleaseResult>>("results");
        QTest::addColumn<bool>("there");
        QTest::addColumn<QString>("says");
        const auto done = [](const QString &flux) { return QList{reverted(revert, flux)}; };
        QTest::newRow("the app is gone") << u"applied"_s << done(u"ReconciliationSucceeded"_s) << false
                                         << u"not in production any more"_s;
        QTest::newRow("another version") << u"applied"_s << done(u"ReconciliationSucceeded"_s) << true
                                         << u"wants %1 of payments now, not %2"_s.arg(
                                                version(7).label(), version(5).label());
        QTest::newRow("before Flux has seen it") << u"written"_s << done(u"NotReconciled"_s) << true
                                                 << u"wants %1 of payments now"_s.arg(version(7).label());
        QTest::newRow("nothing was done") << u"none"_s << QList<gimlet::ReleaseResult>() << true
                                          << u"wants %1 of payments now"_s.arg(version(7).label());
    }
    void rollbackThatCameOutOtherwiseFails()
    {
        QFETCH(QList<gimlet::ReleaseResult>, results);
        QFETCH(bool, there);
        QFETCH(QString, says);
        appIsThere(there, 7);
        tracked(u"processed"_s, results);
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Failed);
        QVERIFY2(request().message.contains(says), qPrintable(request().message));
        QCOMPARE(posts(), 1);
    }

    void gitIsAskedBesideTheStatus_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<RequestState>("state");
        QTest::addColumn<QString>("says");
        QTest::newRow("agrees") << 1 << RequestState::Applied << u"in the API and in git"_s;
        QTest::newRow("differs") << 0 << RequestState::Failed << u"in git payments in production is not"_s;
        QTest::newRow("cannot be reached") << -1 << RequestState::Applied << u"Checked in the API:"_s;
    }
    void gitIsAskedBesideTheStatus()
    {
        QFETCH(int, answer);
        QFETCH(RequestState, state);
        QFETCH(QString, says);
        QStringList asked;
        m_tracker->setGitTruth([&](const Request &request, std::function<void(std::optional<bool>)> done) {
            asked.append(request.targetHash);
            auto [task, token] = Task::create();
            Mailbox::ofThisThread()->post([answer, token = token, done = std::move(done)] {
                if (!token->isCancelled())
                    done(answer < 0 ? std::nullopt : std::optional(answer > 0));
            });
            return std::move(task);
        });
        appIsThere(true, 5);
        tracked(u"processed"_s, {reverted(revert, u"ReconciliationSucceeded"_s)});
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, state);
        QVERIFY2(request().message.contains(says), qPrintable(request().message));
        QVERIFY(asked.count(commit5) == asked.size() && !asked.isEmpty());
    }

    void statusThatDoesNotAnswerHidesNoEnd()
    {
        m_server->on(statusPath, test::reply(500, "Internal Server Error\n"));
        tracked(u"processed"_s, {reverted(revert, u"ReconciliationSucceeded"_s)});
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Applied);
        QVERIFY(request().message.isEmpty());
    }

    void refusalIsFinal()
    {
        m_server->on(rollbackPath, test::reply(400, "Bad Request - This release was rolled back itself.\n"));
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Refused);
        QVERIFY(request().serverWords.contains(u"rolled back itself"_s));
        m_server->on(deletePath, test::reply(404, "Not Found - There is no app called payments in production.\n"));
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::Refused);
        QCOMPARE(posts(), 2);
    }

    void lostRollbackIsSeenInTheReleasesAndTheCommits()
    {
        m_server->on(rollbackPath, {test::Close{}});
        m_server->on(commitsPath, answer(QList{commit(revert, u"NotReconciled"_s), commit(commit7, u"Progressing"_s)}));
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Unknown);
        QVERIFY(!rollBack()); // not while nobody knows
        rolledBack();
        QTRY_COMPARE(request().state, RequestState::Written);
        QTRY_COMPARE(request().gitopsHash, revert);
        m_server->on(commitsPath, answer(QList{commit(revert, u"ReconciliationSucceeded"_s)}));
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(posts(), 1);
    }

    void lostRollbackWithoutTraceIsNotDelivered_data()
    {
        QTest::addColumn<QList<gimlet::Release>>("history");
        QTest::newRow("as before") << QList{written(7, commit7), written(6, commit6), written(5, commit5)};
        QTest::newRow("half of it, by somebody else")
            << QList{written(7, commit7, true), written(6, commit6), written(5, commit5)};
        QTest::newRow("further back, by somebody else")
            << QList{written(7, commit7, true), written(6, commit6, true), written(5, commit5, true)};
        QTest::newRow("nothing listed") << QList<gimlet::Release>();
    }
    void lostRollbackWithoutTraceIsNotDelivered()
    {
        QFETCH(QList<gimlet::Release>, history);
        m_server->on(rollbackPath, {test::Close{}});
        m_server->on(releasesPath, answer(history));
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::NotDelivered);
        QCOMPARE(posts(), 1);
        rolledBack();
        m_tracker->checkAgain(request().id);
        QTRY_COMPARE(request().state, RequestState::Written);
        open(); // as the journal has it, too
        QCOMPARE(request().state, RequestState::Written);
        QCOMPARE(posts(), 1);
    }

    void sentBeforeARestartIsLookedForNotSentAgain()
    {
        m_server->on(rollbackPath, {test::Hang{}});
        QVERIFY(rollBack());
        QTRY_COMPARE(posts(), 1);
        rolledBack();
        open();
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(posts(), 1);
    }

    void deleteIsDoneWhenTheStatusSaysSo()
    {
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QVERIFY(m_tracker->openRequestFor(u"production"_s, u"payments"_s));
        QVERIFY(!remove());
        m_server->on(commitsPath, answer(QList{commit(revert, u"NotReconciled"_s)}));
        appIsThere(false);
        QTRY_COMPARE(request().state, RequestState::Written);
        QTRY_COMPARE(request().gitopsHash, revert);
        m_server->on(commitsPath, answer(QList{commit(revert, u"ReconciliationSucceeded"_s)}));
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(request().kind, RequestKind::Delete);
        QCOMPARE(posts(), 1);
        const auto all = m_server->requests();
        const auto post = std::ranges::find(all, "POST", &test::Request::method);
        QCOMPARE(post->path(), deletePath);
        QCOMPARE(post->query().queryItemValue(u"app"_s), u"payments"_s);
    }

    void deleteThatDidNothingFails()
    {
        // Generation D says so although its push failed (contract §3.6).
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::Failed);
        QVERIFY(request().message.contains(u"still there"_s));
    }

    void lostDeleteIsLookedFor_data()
    {
        QTest::addColumn<test::Script>("fate");
        QTest::newRow("closed") << test::Script{test::Close{}};
        QTest::newRow("written, and not applied in time") << test::reply(500, "Internal Server Error\n");
        QTest::newRow("too slow for the server") << test::reply(504, {});
    }
    void lostDeleteIsLookedFor()
    {
        QFETCH(test::Script, fate);
        m_server->on(deletePath, fate);
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::Unknown);
        appIsThere(false);
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(posts(), 1);
    }

    void lostDeleteWithoutEffectIsNotDelivered()
    {
        m_server->on(deletePath, {test::Close{}});
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::NotDelivered);
        QCOMPARE(posts(), 1);
    }

    void commitThatMayBeSomebodyElsesIsNotTaken()
    {
        m_server->on(commitsPath,
            answer(QList{commit(revert, u"ReconciliationSucceeded"_s), commit(QString(40, u'd'), u"Progressing"_s)}));
        appIsThere(false);
        QVERIFY(remove());
        QTRY_COMPARE(request().state, RequestState::Written);
        const int before = int(m_server->requests().size());
        QTRY_VERIFY(m_server->requests().size() > before + 4);
        QCOMPARE(request().state, RequestState::Written);
        QVERIFY(request().gitopsHash.isEmpty());
    }

    void oneOrderATargetWhateverItsKind()
    {
        tracked(u"new"_s, {});
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QCOMPARE(remove().error().kind, ErrorKind::Invalid);
        const auto deployed = wait([&](auto armed) {
            return m_tracker->deploy({u"production"_s, u"payments"_s, u"acme/payments-8"_s, {}}, armed);
        });
        QCOMPARE(deployed.error().kind, ErrorKind::Invalid);
        QVERIFY(remove({u"production"_s, u"ledger"_s}));
        QTRY_COMPARE(posts(), 2);
    }

    void sameRollbackAgainIsTheSameClick()
    {
        appIsThere(true, 5);
        tracked(u"processed"_s, {reverted(revert, u"NotReconciled"_s)});
        QVERIFY(rollBack());
        QTRY_COMPARE(request().state, RequestState::Written);
        QVERIFY(!rollBack());
        QVERIFY(rollBack(commit6)); // another target is another order
        QTRY_COMPARE(posts(), 2);
    }

    void incompleteDeleteNeverLeaves()
    {
        QCOMPARE(remove({u"production"_s, {}}).error().kind, ErrorKind::Invalid);
        QCOMPARE(remove({{}, u"payments"_s}).error().kind, ErrorKind::Invalid);
        QCOMPARE(m_server->connections(), 0);
    }
};

QTEST_GUILESS_MAIN(TakingBackTest)
#include "tst_takingback.moc"
