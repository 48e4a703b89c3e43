#include "clientfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

const QByteArray OneCommit
    = R"([{"sha":"c46e331fc1a7acbcd23aa6489679def930fca7c2","status":"NotReconciled","created":1795413283,"env":"staging"}])";

/// ListGitopsCommits with little patience.
struct Impatient : ListGitopsCommits {
    static constexpr Limits limits {.bytes = 1024 * 1024, .deadline = 500ms, .idle = 10s};
};

struct Fidgety : ListGitopsCommits {
    static constexpr Limits limits {.bytes = 1024 * 1024, .deadline = 20s, .idle = 300ms};
};

qint64 residentPeakKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace

/// Reads: every way a server can misbehave ends in one true sentence.
class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasItsKindAndSentence_data();
    void everyFaultHasItsKindAndSentence();
    void jsonIsReadWhateverItsContentType();
    void redirectsAreFollowedAtHome_data();
    void redirectsAreFollowedAtHome();
    void redirectsElsewhereCarryNoCredentials_data();
    void redirectsElsewhereCarryNoCredentials();
    void redirectsInCirclesEnd();
    void oddRedirectsAreRefused_data();
    void oddRedirectsAreRefused();
    void drippingEndsAtTheDeadline();
    void drippingHeadersEndAtTheDeadline();
    void silenceEndsBeforeTheDeadline();
    void anEndlessHeadEnds();
    void aHugeBodyIsNotHeld_data();
    void aHugeBodyIsNotHeld();
    void a401IsSaidOnceAndStopsEverything();
    void aLate401OfTheOldTokenDoesNotStopTheNewOne();
    void droppingTheTaskAbortsAndSilences();
    void theLatestCallWins();
    void destroyingTheClientEndsItsCallsQuietly();
    void theCallbackNeverComesBeforeTheCallReturned();
    void theClockSkewIsThatOfTheDateHeader();
    void aClosedPortAndAnUnknownNameAreUnreachable();
    void http2IsNotSpoken();
    void cookiesAreNotKept();
};

Q_DECLARE_METATYPE(coupe::test::Script)

void ReaderTest::everyFaultHasItsKindAndSentence_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const Script &script, ErrorKind kind, QStringView sentence,
                         QStringView detail = {}) {
        QTest::newRow(name) << script << kind << sentence.toString() << detail.toString();
    };
    const char16_t website[] = u"A proxy or another website answered instead of Gimlet.";
    row("closed", {Close{}}, ErrorKind::Interrupted, u"ended before");
    row("reset", {Reset{}}, ErrorKind::Interrupted, u"ended before");
    row("reset amid the body", {Send{response(200, OneCommit).chopped(5)}, Reset{}}, ErrorKind::Interrupted, u"ended before");
    row("too short for its length", {Send{response(200, OneCommit).chopped(5)}, Close{}}, ErrorKind::Interrupted,
        u"ended before");
    row("truncated JSON", json(OneCommit.chopped(5)), ErrorKind::Malformed, u"incomplete, or not from Gimlet");
    row("a wrong type", json(R"([{"sha":"x"},{"sha":7}])"), ErrorKind::Malformed, u"not what Gimlet sends",
        u"[1].sha is not a text");
    row("an object for a list", json("{}"), ErrorKind::Malformed, u"not what Gimlet sends", u"the answer is not a list");
    row("nothing", reply(200, ""), ErrorKind::Malformed, u"not what Gimlet sends");
    row("204", {Send{"HTTP/1.1 204 No Content\r\n\r\n"}}, ErrorKind::Malformed, u"not one that Gimlet gives");
    row("206", json(OneCommit, 206), ErrorKind::Malformed, u"not one that Gimlet gives");
    row("a page", page(200), ErrorKind::Malformed, website);
    row("502 with a page", page(502), ErrorKind::ServerFailed, website);
    row("403 with a page", page(403), ErrorKind::Forbidden, website);
    row("404 with a page", page(404), ErrorKind::Malformed, website);
    row("400", reply(400, "Bad Request: env parameter is mandatory\nsecond line\n"), ErrorKind::Rejected, u"refused",
        u"Bad Request: env parameter is mandatory");
    row("a book for an error", reply(400, QByteArray(100'000, 'x')), ErrorKind::Rejected, u"refused",
        QString(500, u'x'));
    row("403", reply(403, "Forbidden\n"), ErrorKind::Forbidden, u"does not allow");
    row("404 of a known endpoint", reply(404, "Not Found\n{\"status\":\"\",\"results\":[]}"), ErrorKind::NotFound,
        u"does not know", u"Not Found");
    row("404 of an unknown path", unknownPath(), ErrorKind::NotOffered, u"not offered by this server");
    row("405", reply(405, ""), ErrorKind::NotOffered, u"not offered by this server");
    row("429", reply(429, "slow down"), ErrorKind::Rejected, u"refused", u"slow down");
    row("500 with words", reply(500, "Internal Server Error\n"), ErrorKind::ServerFailed, u"failed over this request",
        u"Internal Server Error");
    row("500 without", reply(500, ""), ErrorKind::ServerFailed, u"does not say why");
    row("503", reply(503, "busy"), ErrorKind::ServerFailed, u"not available right now", u"busy");
    row("304", {Send{"HTTP/1.1 304 Not Modified\r\n\r\n"}}, ErrorKind::Redirected, u"sends us elsewhere");
    row("a length that is none", {Send{"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n[]x"}, Close{}}, ErrorKind::Malformed, u"");
    row("garbled chunks", {Send{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n"}, Close{}},
        ErrorKind::Unknown, u"");
    row("a bad gzip", reply(200, "no gzip at all", {{"Content-Encoding", "gzip"}}), ErrorKind::Unknown, u"");
}

void ReaderTest::everyFaultHasItsKindAndSentence()
{
    QFETCH(Script, script);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, sentence);
    QFETCH(QString, detail);
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, script);
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(!commits);
    const Error error = commits.error();
    if (kind != ErrorKind::Unknown)
        QCOMPARE(error.kind, kind);
    QVERIFY2(error.message.contains(sentence), qPrintable(error.message));
    if (!detail.isEmpty())
        QCOMPARE(error.detail, detail);
    QVERIFY(error.message.size() <= 500);
    QVERIFY(!error.message.contains(u'<') && !error.detail.contains(u'<'));
}

void ReaderTest::jsonIsReadWhateverItsContentType()
{
    StubServer server;
    client::Client client(connectionTo(server));
    for (const QByteArray &type : {"text/plain; charset=utf-8"_ba, "application/json"_ba, "text/html"_ba, "image/png"_ba}) {
        server.next(reply(200, OneCommit, {{"Content-Type", type}}));
        const auto commits = fetch(client, ListGitopsCommits());
        QVERIFY(commits);
        QCOMPARE(commits->size(), 1);
    }
    server.next(json("null"));
    const auto none = fetch(client, ListGitopsCommits());
    QVERIFY(none && none->isEmpty());
}

void ReaderTest::redirectsAreFollowedAtHome_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void ReaderTest::redirectsAreFollowedAtHome()
{
    QFETCH(int, status);
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, redirect(status, "/base/api/gitopsCommits?x=1"));
    server.on(u"/base/api/gitopsCommits"_s, redirect(status, server.url().toEncoded() + "/final"));
    server.on(u"/final"_s, json(OneCommit));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(commits);
    QCOMPARE(server.requests().size(), 3);
    for (const Request &request : server.requests())
        QCOMPARE(request.header("Authorization"), "Bearer " + SecretToken);
}

void ReaderTest::redirectsElsewhereCarryNoCredentials_data()
{
    redirectsAreFollowedAtHome_data();
}

void ReaderTest::redirectsElsewhereCarryNoCredentials()
{
    QFETCH(int, status);
    StubServer elsewhere;
    elsewhere.on(u"/api/gitopsCommits"_s, json(OneCommit));
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, redirect(status, elsewhere.url().toEncoded() + "/api/gitopsCommits"));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Redirected);
    QVERIFY(commits.error().message.contains(QString::number(elsewhere.port())));
    QCOMPARE(elsewhere.connections(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void ReaderTest::redirectsInCirclesEnd()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, redirect(302, "/api/gitopsCommits"));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Redirected);
    QCOMPARE(server.requests().size(), 6);
}

void ReaderTest::oddRedirectsAreRefused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("other scheme") << "https://127.0.0.1/api/gitopsCommits"_ba;
    QTest::newRow("script") << "javascript:alert(1)"_ba;
    QTest::newRow("file") << "file:///etc/passwd"_ba;
    QTest::newRow("name that resolves to the same host") << "http://localhost/api/gitopsCommits"_ba;
    QTest::newRow("only slashes") << "//evil.invalid/x"_ba;
    QTest::newRow("password") << "http://u:p@127.0.0.1/api/gitopsCommits"_ba;
}

void ReaderTest::oddRedirectsAreRefused()
{
    QFETCH(QByteArray, location);
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, redirect(302, location));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Redirected);
    QCOMPARE(server.requests().size(), 1);
}

void ReaderTest::drippingEndsAtTheDeadline()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, {Drip{response(200, OneCommit), 20ms}});
    client::Client client(connectionTo(server));
    QElapsedTimer took;
    took.start();

    const auto commits = fetch(client, Impatient());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Timeout);
    QVERIFY(took.elapsed() >= 450 && took.elapsed() < 3000);
}

void ReaderTest::drippingHeadersEndAtTheDeadline()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s,
        {Send{"HTTP/1.1 200 OK\r\n"}, Drip{QByteArray("X-Slow: loris\r\n").repeated(1000), 20ms}});
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, Impatient());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Timeout);
}

void ReaderTest::silenceEndsBeforeTheDeadline()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, {Send{response(200, OneCommit).chopped(5)}, Hang{}});
    client::Client client(connectionTo(server));
    QElapsedTimer took;
    took.start();

    const auto commits = fetch(client, Fidgety());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Timeout);
    QVERIFY(commits.error().message.contains(u"went silent"_s));
    QVERIFY(took.elapsed() < 5000);
}

void ReaderTest::anEndlessHeadEnds()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s,
        {Send{"HTTP/1.1 200 OK\r\n"}, Flood{"X-Long: " + QByteArray(1000, 'x') + "\r\n", 500'000'000}});
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, Impatient());

    QVERIFY(!commits);
    QVERIFY(commits.error().kind == ErrorKind::Timeout || commits.error().kind == ErrorKind::Interrupted);
}

void ReaderTest::aHugeBodyIsNotHeld_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("announced") << "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n["_ba;
    QTest::newRow("not announced") << "HTTP/1.1 200 OK\r\n\r\n["_ba;
    QTest::newRow("an error's") << "HTTP/1.1 500 Oh\r\n\r\n["_ba;
}

void ReaderTest::aHugeBodyIsNotHeld()
{
    QFETCH(QByteArray, head);
    StubServer server;
    server.on(u"/api/artifacts"_s, {Send{head}, Flood{QByteArray(64 * 1024, ' '), 200'000'000}, Close{}});
    client::Client client(connectionTo(server));
    const qint64 before = residentPeakKiB();

    const auto artifacts = fetch(client, ListArtifacts());

    QVERIFY(!artifacts);
    QVERIFY(artifacts.error().kind == ErrorKind::TooLarge || artifacts.error().httpStatus == 500);
    const qint64 grown = residentPeakKiB() - before;
    QVERIFY2(grown < 64 * 1024, qPrintable(QString::number(grown)));
}

void ReaderTest::a401IsSaidOnceAndStopsEverything()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, reply(401, "Unauthorized\n"));
    client::Client client(connectionTo(server));
    QSignalSpy said(&client, &client::Client::unauthorized);
    int failed = 0;
    std::vector<Task> tasks;
    for (int i = 0; i < 4; ++i) {
        tasks.push_back(client.get(ListGitopsCommits(), [&](const auto &commits) {
            failed += !commits && commits.error().kind == ErrorKind::Unauthorized;
        }));
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

void ReaderTest::aLate401OfTheOldTokenDoesNotStopTheNewOne()
{
    StubServer server;
    server.next(Script {Wait{200ms}} + reply(401, "Unauthorized\n"));
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

void ReaderTest::droppingTheTaskAbortsAndSilences()
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

void ReaderTest::theLatestCallWins()
{
    StubServer server;
    server.next(Script {Wait{150ms}} + json(OneCommit));
    server.next(json("[]"));
    client::Client client(connectionTo(server));
    QList<qsizetype> sizes;
    const auto store = [&](const auto &commits) { sizes.append(commits ? commits->size() : -1); };
    Task task = client.get(ListGitopsCommits(), store);
    QTRY_COMPARE(server.requests().size(), 1);

    task = client.get(ListGitopsCommits(), store);

    QTRY_COMPARE(sizes.size(), 1);
    QTest::qWait(250);
    QCOMPARE(sizes, QList<qsizetype> {0});
}

void ReaderTest::destroyingTheClientEndsItsCallsQuietly()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, Script {Wait{20ms}} + json(OneCommit));
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

void ReaderTest::theCallbackNeverComesBeforeTheCallReturned()
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

void ReaderTest::theClockSkewIsThatOfTheDateHeader()
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

void ReaderTest::aClosedPortAndAnUnknownNameAreUnreachable()
{
    StubServer server;
    server.stopListening();
    client::Client closed(connectionTo(server));
    const auto refused = fetch(closed, ListGitopsCommits());
    QCOMPARE(refused.error().kind, ErrorKind::Unreachable);
    QVERIFY(refused.error().message.contains(u"No server answers"_s));

    client::Client unknown({QUrl(u"https://gimlet.invalid"_s), SecretToken});
    const auto notFound = fetch(unknown, ListGitopsCommits());
    QCOMPARE(notFound.error().kind, ErrorKind::Unreachable);
}

void ReaderTest::http2IsNotSpoken()
{
    auto tls = selfSignedServer(u"127.0.0.1"_s);
    QVERIFY(tls);
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = before;
    trusting.setCaCertificates({tls->localCertificate()});
    QSslConfiguration::setDefaultConfiguration(trusting);
    tls->setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2, QSslConfiguration::NextProtocolHttp1_1});
    StubServer server(tls);
    server.on(u"/api/gitopsCommits"_s, json(OneCommit));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());
    QSslConfiguration::setDefaultConfiguration(before);

    QVERIFY(commits);
    QCOMPARE(server.requests().value(0).method, "GET"_ba);
}

void ReaderTest::cookiesAreNotKept()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, reply(200, "[]", {{"Set-Cookie", "user_sess=evil; Path=/"}}));
    client::Client client(connectionTo(server));
    QVERIFY(fetch(client, ListGitopsCommits()));
    QVERIFY(fetch(client, ListGitopsCommits()));
    for (const Request &request : server.requests())
        QVERIFY(request.header("Cookie").isEmpty());
}

QTEST_GUILESS_MAIN(ReaderTest)
#include "tst_client_reader.moc"
