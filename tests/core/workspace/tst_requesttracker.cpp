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

QByteArray compact(const QJsonValue &json)
{
    return json.isArray() ? QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact)
                          : QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact);
}

QByteArray tracking(const QString &status, const QList<gimlet::ReleaseResult> &results, const QString &words = {})
{
    gimlet::ReleaseStatus answer;
    answer.type = u"release"_s;
    answer.status = status;
    answer.statusDesc = words;
    answer.results = results;
    return compact(gimlet::toJson(answer));
}

gimlet::ReleaseResult result(const QString &status, const QString &hash, const QString &flux, const QString &words = {})
{
    gimlet::ReleaseResult result;
    result.app = u"payments"_s;
    result.env = u"production"_s;
    result.status = status;
    result.hash = hash;
    result.gitopsCommitStatus = flux;
    result.statusDesc = words;
    result.gitopsCommitStatusDesc = words;
    return result;
}

const auto postPath = u"/api/releases"_s; // also where the history is read
const auto trackPath = u"/api/eventReleaseTrack"_s;

} // namespace

/// An order goes out at most once, and its fate is always told.
class RequestTrackerTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_journal;
    SystemClock m_clock;
    std::unique_ptr<test::StubServer> m_server;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<RequestTracker> m_tracker;
    QList<RequestState> m_way;
    int m_ended = 0;

    void open(const TrackerTiming &timing = impatient)
    {
        m_tracker.reset();
        m_client = std::make_unique<client::Client>(client::Connection{.server = m_server->url(), .token = "secret"});
        m_tracker = std::make_unique<RequestTracker>(*m_client, m_clock, u"acme"_s, m_journal, nullptr, timing);
        connect(m_tracker.get(), &RequestTracker::requestChanged, this,
            [this](const Request &request) { m_way.append(request.state); });
        connect(m_tracker.get(), &RequestTracker::requestEnded, this, [this] { ++m_ended; });
        QSignalSpy loaded(m_tracker.get(), &RequestTracker::loaded);
        m_tracker->start();
        QVERIFY(loaded.wait());
    }

    Result<QString> deploy(const DeployOrder &order = {.environment = u"production"_s,
                               .app = u"payments"_s,
                               .artifactId = u"acme/payments-7"_s,
                               .label = u"4f2c1a9"_s})
    {
        std::optional<Result<QString>> armed;
        const Task task = m_tracker->deploy(order, [&](Result<QString> result) { armed = std::move(result); });
        if (!QTest::qWaitFor([&] { return armed.has_value(); }))
            return failure(ErrorKind::Timeout, u"never armed"_s);
        return *armed;
    }

    const Request &request() const { return m_tracker->requests().constFirst(); }

    int posts() const { return m_server->count("POST"); }

    static gimlet::Release mine(const QString &flux = u"NotReconciled"_s)
    {
        gimlet::Release mine = release(7, u"production"_s, 0, flux);
        mine.created = mine.gitopsCommitCreated = QDateTime::currentDateTimeUtc();
        mine.triggeredBy = u"marta"_s;
        mine.gitopsRef = u"392efd499e3c06abcc0141a9eda0af65041b6207"_s;
        return mine;
    }

    void historyIs(const QList<gimlet::Release> &releases)
    {
        m_server->on(postPath, test::json(compact(gimlet::toJsonArray(releases))));
    }

    void acceptNext() { m_server->next(test::json(R"({"id":"event-1","type":"release"})", 201)); }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_journal = m_folder.filePath(u"journal%1.sqlite"_s.arg(++number));
        m_way.clear();
        m_ended = 0;
        m_server = std::make_unique<test::StubServer>();
        historyIs({});
        open();
    }

    void cleanup()
    {
        m_tracker.reset();
        m_client.reset();
        m_server.reset();
    }

    void happyPathEndsApplied()
    {
        m_server->on(trackPath, test::json(tracking(u"new"_s, {})));
        acceptNext();
        const auto id = deploy();
        QVERIFY(id);
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QVERIFY(m_tracker->openRequestFor(u"production"_s, u"payments"_s));
        m_server->on(
            trackPath, test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, u"NotReconciled"_s)})));
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(request().gitopsHash, u"hash"_s);
        QVERIFY(!m_tracker->openRequestFor(u"production"_s, u"payments"_s));
        m_server->on(trackPath,
            test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, u"ReconciliationSucceeded"_s)})));
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(
            m_way, (QList{RequestState::Sent, RequestState::Accepted, RequestState::Written, RequestState::Applied}));
        QCOMPARE(m_ended, 1);
        QCOMPARE(posts(), 1);
        QVERIFY(request().endedAt.isValid());
        const auto all = m_server->requests();
        const auto post = std::ranges::find(all, "POST", &test::Request::method);
        QCOMPARE(post->header("Idempotency-Key"), id->toUtf8());
        const QJsonObject body = QJsonDocument::fromJson(post->body).object();
        QCOMPARE(body[u"app"_s].toString(), u"payments"_s);
        QCOMPARE(body[u"env"_s].toString(), u"production"_s);
        QCOMPARE(body[u"artifactId"_s].toString(), u"acme/payments-7"_s);
    }

    void endingsAreToldInWords_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<RequestState>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing matched") << tracking(u"processed"_s, {}) << RequestState::NoChange << QString();
        const QString noChanges = u"No changes made to the gitops state. Maybe this is the current version already?"_s;
        QTest::newRow("nothing to change") << tracking(u"processed"_s, {result(u"failure"_s, {}, {}, noChanges)})
                                           << RequestState::NoChange << noChanges;
        QTest::newRow("nothing written") << tracking(u"processed"_s, {result(u"success"_s, {}, {})})
                                         << RequestState::NoChange << QString();
        const QString template_ = u"template: :15:9: executing \"\" at <.NOPE>: map has no entry for key \"NOPE\""_s;
        QTest::newRow("not rendered") << tracking(u"processed"_s, {result(u"failure"_s, {}, {}, template_)})
                                      << RequestState::Failed << template_;
        const QString git = u"could not push\nhint: %1"_s;
        QTest::newRow("stopped") << tracking(u"error"_s, {}, git) << RequestState::Failed << git;
        QTest::newRow("not healthy") << tracking(
            u"processed"_s, {result(u"success"_s, u"hash"_s, u"HealthCheckFailed"_s, u"timeout"_s)})
                                     << RequestState::Failed << u"HealthCheckFailed: timeout"_s;
    }
    void endingsAreToldInWords()
    {
        QFETCH(QByteArray, answer);
        QFETCH(RequestState, state);
        QFETCH(QString, words);
        m_server->on(trackPath, test::json(answer));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, state);
        QCOMPARE(request().serverWords, words);
        QVERIFY(!request().message.isEmpty());
        QCOMPARE(m_ended, 1);
        QCOMPARE(posts(), 1);
        QVERIFY(!m_tracker->openRequestFor(u"production"_s, u"payments"_s));
    }

    void refusalIsFinal()
    {
        m_server->next(test::reply(404, "Not Found - cannot find artifact with id acme/payments-7\n"));
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Refused);
        QVERIFY(request().serverWords.contains(u"cannot find artifact"_s));
        QCOMPARE(posts(), 1);
    }

    void unreachableServerIsRefusedNotUnknown()
    {
        m_server->stopListening();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Refused);
        QVERIFY(!request().message.isEmpty());
    }

    void lostAnswerIsFoundInTheHistory_data()
    {
        QTest::addColumn<test::Script>("fate");
        QTest::newRow("closed") << test::Script{test::Close{}};
        QTest::newRow("reset") << test::Script{test::Reset{}};
        QTest::newRow("proxy") << test::page(502);
        QTest::newRow("another 200") << test::json("{}");
        QTest::newRow("500") << test::reply(500, "Internal Server Error\n");
    }
    void lostAnswerIsFoundInTheHistory()
    {
        QFETCH(test::Script, fate);
        m_server->next(fate);
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Unknown);
        QVERIFY(m_tracker->openRequestFor(u"production"_s, u"payments"_s));
        QVERIFY(!deploy()); // not while nobody knows
        historyIs({mine()});
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(request().gitopsHash, mine().gitopsRef);
        historyIs({mine(u"ReconciliationSucceeded"_s)});
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(posts(), 1);
        QCOMPARE(m_ended, 1);
    }

    void lostAnswerThatLeftNoTraceIsNotDelivered()
    {
        m_server->next({test::Close{}});
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::NotDelivered);
        QVERIFY(m_way.contains(RequestState::Unknown));
        QVERIFY(!request().message.isEmpty());
        QCOMPARE(posts(), 1);
        QCOMPARE(m_ended, 1);

        m_tracker->checkAgain(request().id);
        QTest::qWait(50);
        QCOMPARE(request().state, RequestState::NotDelivered);
        historyIs({mine()});
        m_tracker->checkAgain(request().id);
        QTRY_COMPARE(request().state, RequestState::Written);
        historyIs({mine(u"ReconciliationSucceeded"_s)});
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(posts(), 1);
    }

    void releaseOfSomebodyElseIsNotTakenForOurs_data()
    {
        QTest::addColumn<gimlet::Release>("other");
        gimlet::Release policy = mine();
        policy.triggeredBy = u"policy"_s;
        QTest::newRow("policy") << policy;
        gimlet::Release jonas = mine();
        jonas.triggeredBy = u"jonas"_s;
        QTest::newRow("another person") << jonas;
        gimlet::Release old = mine();
        old.created = old.created.addSecs(-600);
        QTest::newRow("long before") << old;
        gimlet::Release version = mine();
        version.artifactId = u"acme/payments-8"_s;
        QTest::newRow("another version") << version;
        gimlet::Release known = mine();
        known.gitopsRef = u"known"_s;
        QTest::newRow("known before") << known;
    }
    void releaseOfSomebodyElseIsNotTakenForOurs()
    {
        QFETCH(gimlet::Release, other);
        m_tracker->setLogin(u"marta"_s);
        gimlet::Release known = mine();
        known.gitopsRef = u"known"_s;
        m_tracker->noteReleases(u"production"_s, {known});
        historyIs({other});
        m_server->next({test::Close{}});
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::NotDelivered);
    }

    void searchGoesOnUntilAnAnswerSaysNo()
    {
        m_server->on(postPath, test::page(503));
        m_server->next({test::Close{}});
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Unknown);
        QTest::qWait(500); // longer than the search takes
        QCOMPARE(request().state, RequestState::Unknown);
        historyIs({});
        QTRY_COMPARE(request().state, RequestState::NotDelivered);
    }

    void lostEventIsLookedForInTheHistory()
    {
        m_server->on(trackPath, test::reply(404, "Not Found\n{\"status\":\"\",\"statusDesc\":\"\",\"results\":[]}"));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Accepted);
        historyIs({mine()});
        QTRY_COMPARE(request().state, RequestState::Written);
    }

    void lostEventWithoutTraceFails()
    {
        m_server->on(trackPath, test::reply(404, "Not Found\n"));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Failed);
        QVERIFY(!request().message.isEmpty());
    }

    void crashOfTheTrackingMeansFinished_data()
    {
        QTest::addColumn<QList<gimlet::Release>>("history");
        QTest::addColumn<QString>("present");
        QTest::addColumn<RequestState>("state");
        QTest::newRow("written") << QList{mine()} << u"acme/payments-7"_s << RequestState::Written;
        QTest::newRow("there already") << QList<gimlet::Release>() << u"acme/payments-7"_s << RequestState::NoChange;
        QTest::newRow("failed") << QList<gimlet::Release>() << u"acme/payments-6"_s << RequestState::Failed;
    }
    void crashOfTheTrackingMeansFinished()
    {
        QFETCH(QList<gimlet::Release>, history);
        QFETCH(QString, present);
        QFETCH(RequestState, state);
        gimlet::Release there = wanted(mine());
        there.artifactId = present;
        m_server->on(u"/api/status"_s, test::json(compact(QJsonObject{{u"payments"_s, gimlet::toJson(there)}})));
        m_server->on(trackPath, test::reply(500, {}));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Accepted);
        historyIs(history);
        QTRY_COMPARE(request().state, state);
        QVERIFY(state == RequestState::Written || !request().message.isEmpty());
    }

    void imageBuildIsFollowedToItsRelease()
    {
        gimlet::ReleaseResult built = result(u"success"_s, {}, {});
        built.triggeredDeployRequestId = u"event-2"_s;
        gimlet::ReleaseStatus status;
        status.type = u"imageBuild"_s;
        status.status = u"success"_s;
        status.results = {built};
        m_server->on(trackPath, test::json(compact(gimlet::toJson(status))));
        m_server->next(test::json(R"({"id":"event-1","type":"imageBuild"})", 201));
        QVERIFY(deploy());
        QTRY_COMPARE(request().eventId, u"event-2"_s);
        m_server->on(trackPath, test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, {})})));
        QTRY_COMPARE(request().state, RequestState::Written);
    }

    void incompleteOrderNeverLeaves_data()
    {
        QTest::addColumn<DeployOrder>("order");
        QTest::newRow("no app") << DeployOrder{u"production"_s, {}, u"a"_s, {}};
        QTest::newRow("no environment") << DeployOrder{{}, u"payments"_s, u"a"_s, {}};
        QTest::newRow("no artifact") << DeployOrder{u"production"_s, u"payments"_s, {}, {}};
    }
    void incompleteOrderNeverLeaves()
    {
        QFETCH(DeployOrder, order);
        const auto armed = deploy(order);
        QCOMPARE(armed.error().kind, ErrorKind::Invalid);
        QVERIFY(m_tracker->requests().isEmpty());
        QCOMPARE(m_server->requests().size(), 0);
    }

    void doubleClickIsOneRequest()
    {
        m_server->on(trackPath, test::json(tracking(u"new"_s, {})));
        const DeployOrder order{u"production"_s, u"payments"_s, u"acme/payments-7"_s, u"4f2c1a9"_s};
        int armed = 0;
        int refused = 0;
        std::vector<Task> tasks;
        acceptNext();
        for (int i = 0; i < 5; ++i) {
            tasks.push_back(
                m_tracker->deploy(order, [&](const Result<QString> &result) { result ? ++armed : ++refused; }));
        }
        QTRY_COMPARE(armed + refused, 5);
        QCOMPARE(armed, 1);
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QVERIFY(!deploy(order));
        QCOMPARE(posts(), 1);
        QCOMPARE(m_tracker->requests().size(), 1);
    }

    void droppingTheTaskOnlySilencesIt()
    {
        m_server->on(trackPath, test::json(tracking(u"new"_s, {})));
        acceptNext();
        bool told = false;
        {
            const Task dropped = m_tracker->deploy(
                {u"production"_s, u"payments"_s, u"a-7"_s, {}}, [&](const Result<QString> &) { told = true; });
        }
        QTRY_COMPARE(posts(), 1);
        QTRY_COMPARE(request().state, RequestState::Accepted);
        QVERIFY(!told);
    }

    void unwritableJournalSendsNothing()
    {
        QFile inTheWay(m_folder.filePath(u"inTheWay"_s));
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        m_journal = inTheWay.fileName() + u"/journal.sqlite"_s;
        open();
        QCOMPARE(deploy().error().kind, ErrorKind::Storage);
        QCOMPARE(m_server->requests().size(), 0);
    }

    void armedButNeverSentIsReportedAfterARestart()
    {
        m_tracker.reset();
        writeEntry(RequestState::Armed);
        open();
        QTRY_COMPARE(request().state, RequestState::Refused);
        QVERIFY(request().message.contains(u"not sent"_s));
        QCOMPARE(m_server->requests().size(), 0);
        QCOMPARE(m_ended, 1);
    }

    void sentBeforeARestartIsLookedForNotSentAgain()
    {
        m_tracker.reset();
        writeEntry(RequestState::Sent);
        historyIs({mine()});
        open();
        QTRY_COMPARE(request().state, RequestState::Written);
        QCOMPARE(posts(), 0);
    }

    void acceptedBeforeARestartIsFollowed()
    {
        m_server->on(trackPath, test::json(tracking(u"new"_s, {})));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Accepted);
        m_server->on(trackPath,
            test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, u"ReconciliationSucceeded"_s)})));
        open();
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(posts(), 1);
    }

    void silentFluxIsNotWatchedForEver()
    {
        TrackerTiming timing = impatient;
        timing.followFor = 100ms;
        open(timing);
        m_server->on(
            trackPath, test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, u"NotReconciled"_s)})));
        acceptNext();
        QVERIFY(deploy());
        QTRY_COMPARE(request().state, RequestState::Written);
        QTest::qWait(300);
        const auto before = m_server->requests().size();
        QTest::qWait(200);
        QCOMPARE(m_server->requests().size(), before);
        m_server->on(trackPath,
            test::json(tracking(u"processed"_s, {result(u"success"_s, u"hash"_s, u"ReconciliationSucceeded"_s)})));
        m_tracker->reconcile();
        QTRY_COMPARE(request().state, RequestState::Applied);
    }

private:
    void writeEntry(RequestState state)
    {
        Journal journal(m_journal);
        JournalEntry entry;
        entry.request.id = u"earlier"_s;
        entry.request.profileId = u"acme"_s;
        entry.request.environment = u"production"_s;
        entry.request.app = u"payments"_s;
        entry.request.artifactId = u"acme/payments-7"_s;
        entry.request.requestedAt = QDateTime::currentDateTimeUtc();
        bool done = false;
        Task task = journal.arm(entry, [&](const Result<void> &armed) { done = armed.has_value(); });
        QTRY_VERIFY(done);
        if (state == RequestState::Armed)
            return;
        entry.request.state = state;
        done = false;
        task = journal.update(entry.request, [&](const Result<Request> &held) { done = held.has_value(); });
        QTRY_VERIFY(done);
    }
};

QTEST_GUILESS_MAIN(RequestTrackerTest)
#include "tst_requesttracker.moc"
