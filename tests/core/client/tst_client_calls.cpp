#include "clientfixture.h"

#include <QSignalSpy>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

const QByteArray OneCommit =
    R"([{"sha":"c46e331fc1a7acbcd23aa6489679def930fca7c2","status":"NotReconciled","created":1795413283,"env":"staging"}])";

} // namespace

/// What owns a call, what ends it, and what one answer means for the others.
class CallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a401IsSaidOnceAndStopsEverything();
    void aLate401OfTheOldTokenDoesNotStopTheNewOne();
    void droppingTheTaskAbortsAndSilences();
    void theLatestCallWins();
    void destroyingTheClientEndsItsCallsQuietly();
    void theCallbackNeverComesBeforeTheCallReturned();
    void theClockSkewIsThatOfTheDateHeader();
};

void CallsTest::a401IsSaidOnceAndStopsEverything()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, reply(401, "Unauthorized\n"));
    client::Client client(connectionTo(server));
    QSignalSpy said(&client, &client::Client::unauthorized);
    int failed = 0;
    std::vector<Task> tasks;
    for (int i = 0; i < 4; ++i) {
        tasks.push_back(client.get(ListGitopsCommits(),
            [&](const auto &commits) { failed += !commits && commits.error().kind == ErrorKind::Unauthorized; }));
    }
    QTRY_COMPARE(failed, 4);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(client.isUnauthorized());
    const qsizetype before = server.requests().size();

    const auto later = fetch(client, ListArtifacts());
    QCOMPARE(later.error().kind, ErrorKind::Unauthorized);
    const auto mutation = deliver(client, someRelease());
    QCOMPARE(std::get<Refused>(mutation).error.kind, ErrorKind::Unauthorized);
    QCOMPARE(server.requests().size(), before);
    QCOMPARE(said.size(), 1);

    server.on(u"/api/gitopsCommits"_s, json(OneCommit));
    client.setToken("another");
    QVERIFY(fetch(client, ListGitopsCommits()));
    QCOMPARE(server.requests().last().header("Authorization"), "Bearer another"_ba);
}

void CallsTest::aLate401OfTheOldTokenDoesNotStopTheNewOne()
{
    StubServer server;
    server.next(Script{Wait{200ms}} + reply(401, "Unauthorized\n"));
    client::Client client(connectionTo(server));
    QSignalSpy said(&client, &client::Client::unauthorized);
    std::optional<Result<QList<gimlet::GitopsCommit>>> commits;
    const Task task = client.get(ListGitopsCommits(), [&](auto result) { commits = result; });
    QTRY_COMPARE(server.requests().size(), 1);

    client.setToken("another");

    QTRY_VERIFY(commits);
    QCOMPARE(commits->error().kind, ErrorKind::Unauthorized);
    QTest::qWait(20);
    QCOMPARE(said.size(), 0);
    QVERIFY(!client.isUnauthorized());
}

void CallsTest::droppingTheTaskAbortsAndSilences()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, {Hang{}});
    client::Client client(connectionTo(server));
    bool called = false;
    Task task = client.get(ListGitopsCommits(), [&](const auto &) { called = true; });
    QVERIFY(task.isRunning());
    QTRY_COMPARE(server.openConnections(), 1);

    task = {};

    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(!called);
}

void CallsTest::theLatestCallWins()
{
    StubServer server;
    server.next(Script{Wait{150ms}} + json(OneCommit));
    server.next(json("[]"));
    client::Client client(connectionTo(server));
    QList<qsizetype> sizes;
    const auto store = [&](const auto &commits) { sizes.append(commits ? commits->size() : -1); };
    Task task = client.get(ListGitopsCommits(), store);
    QTRY_COMPARE(server.requests().size(), 1);

    task = client.get(ListGitopsCommits(), store);

    QTRY_COMPARE(sizes.size(), 1);
    QTest::qWait(250);
    QCOMPARE(sizes, QList<qsizetype>{0});
}

void CallsTest::destroyingTheClientEndsItsCallsQuietly()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, Script{Wait{20ms}} + json(OneCommit));
    int called = 0;
    for (int wait = 0; wait < 60; wait += 3) {
        auto client = std::make_unique<client::Client>(connectionTo(server));
        const Task read = client->get(ListGitopsCommits(), [&](const auto &) { ++called; });
        const Task sent = client->send(someRelease(), "k", [&](const auto &) { ++called; });
        const Task probe = client->probe([&](const auto &) { ++called; });
        QTest::qWait(wait);
        client.reset();
        const int before = called;
        QTest::qWait(5);
        QCOMPARE(called, before);
    }
}

void CallsTest::theCallbackNeverComesBeforeTheCallReturned()
{
    StubServer server;
    client::Client client({QUrl(u"ftp://nowhere"_s), {}});
    bool returned = false;
    std::optional<bool> late;
    const Task task = client.get(GetHealth(), [&](const auto &health) {
        late = returned;
        QVERIFY(!health);
        QCOMPARE(health.error().kind, ErrorKind::Invalid);
    });
    returned = true;
    QTRY_VERIFY(late);
    QVERIFY(*late);
    QTRY_VERIFY(!task.isRunning());
}

void CallsTest::theClockSkewIsThatOfTheDateHeader()
{
    StubServer server;
    client::Client client(connectionTo(server));
    QVERIFY(!client.clockSkew());
    const QDateTime ahead = QDateTime::currentDateTimeUtc().addSecs(3600);
    const QByteArray date = QLocale::c().toString(ahead, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
    server.next(reply(200, "[]", {{"Date", date}}));
    QVERIFY(fetch(client, ListGitopsCommits()));
    QVERIFY(client.clockSkew());
    QVERIFY(std::abs(std::chrono::duration_cast<std::chrono::seconds>(*client.clockSkew()).count() - 3600) <= 3);

    server.next(reply(200, "[]", {{"Date", "yesterday"}}));
    QVERIFY(fetch(client, ListGitopsCommits()));
    QVERIFY(client.clockSkew()->count() > 3'000'000);
}

QTEST_GUILESS_MAIN(CallsTest)
#include "tst_client_calls.moc"
