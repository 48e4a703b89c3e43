#include "clientfixture.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

constexpr ErrorKind AnyKind{-1};

enum class Came { Accepted, Refused, Unknown };

template <typename Reply> Came which(const Outcome<Reply> &outcome)
{
    return Came(outcome.index());
}

template <typename Reply> Error errorOf(const Outcome<Reply> &outcome)
{
    if (const auto *refused = std::get_if<Refused>(&outcome))
        return refused->error;
    if (const auto *unknown = std::get_if<client::Unknown>(&outcome))
        return unknown->error;
    return {};
}

const QByteArray Queued = R"({"id":"065df5ec-1f35-4d23-ab8f-8e8c0da0ad58","type":"release"})";

} // namespace

/// Mutations: exactly one POST, and a true word on what became of it.
class SenderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void exactlyOnePostReachesTheServerWhateverItDoes_data();
    void exactlyOnePostReachesTheServerWhateverItDoes();
    void controlAPlainPostIsSentAgain_data();
    void controlAPlainPostIsSentAgain();
    void aServerThatReadAndDiedIsNotRefused();
    void aClosedPortProvesThatNothingWasDelivered();
    void anUntrustedServerNeverSeesTheRequest();
    void nonsenseIsNotSent();
    void theRequestIsWhatTheContractSays();
    void aDeleteIsDoneWhenTheServerSaysNothingElse_data();
    void aDeleteIsDoneWhenTheServerSaysNothingElse();
    void whatAServerLacksIsNotOffered();
    void droppingTheTaskSilencesButDoesNotRecall();
    void aRedirectedPostGoesNowhere_data();
    void aRedirectedPostGoesNowhere();
    void silenceEndsAtTheDeadline();

private:
    std::optional<QSslConfiguration> m_tls;
};

Q_DECLARE_METATYPE(coupe::test::Script)
Q_DECLARE_METATYPE(Came)

void SenderTest::initTestCase()
{
    m_tls = selfSignedServer(u"127.0.0.1"_s);
    QVERIFY2(m_tls, "the openssl program is needed");
}

void SenderTest::cleanup()
{
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates({});
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void SenderTest::exactlyOnePostReachesTheServerWhateverItDoes_data()
{
    QTest::addColumn<bool>("encrypted");
    QTest::addColumn<Script>("script");
    QTest::addColumn<Came>("came");
    QTest::addColumn<ErrorKind>("kind");

    for (const bool encrypted : {false, true}) {
        const auto row = [&](const char *name, const Script &script, Came came, ErrorKind kind) {
            QTest::addRow("%s, %s", name, encrypted ? "TLS" : "plain") << encrypted << script << came << kind;
        };
        const QByteArray whole = response(201, Queued);
        row("201 with an id", json(Queued, 201), Came::Accepted, ErrorKind::Unknown);
        row("closed after reading", {Close{}}, Came::Unknown, ErrorKind::Interrupted);
        row("reset after reading", {Reset{}}, Came::Unknown, ErrorKind::Interrupted);
        row("closed amid the head", {Send{whole.left(20)}, Close{}}, Came::Unknown, ErrorKind::Interrupted);
        row("reset amid the head", {Send{whole.left(20)}, Reset{}}, Came::Unknown, ErrorKind::Interrupted);
        row("closed amid the body", {Send{whole.chopped(10)}, Close{}}, Came::Unknown, ErrorKind::Interrupted);
        row("dies after reading", {StopListening{}, Close{}}, Came::Unknown, ErrorKind::Interrupted);
        row("dies with a reset", {StopListening{}, Reset{}}, Came::Unknown, ErrorKind::Interrupted);
        // To Qt either is a whole answer, or an interruption, as the packets fall.
        row("truncated without a length", {Send{"HTTP/1.1 201 Created\r\n\r\n{\"id\":\"06"}, Close{}}, Came::Unknown,
            AnyKind);
        row("400", reply(400, "Bad Request: env parameter is mandatory\n"), Came::Refused, ErrorKind::Rejected);
        row("401", reply(401, "Unauthorized\n"), Came::Refused, ErrorKind::Unauthorized);
        row("401 that asks for a password", reply(401, "", {{"WWW-Authenticate", "Basic realm=\"x\""}}), Came::Refused,
            ErrorKind::Unauthorized);
        row("401 that asks for a ticket", reply(401, "", {{"WWW-Authenticate", "Negotiate"}}), Came::Refused,
            ErrorKind::Unauthorized);
        row("403", reply(403, "Forbidden\n"), Came::Refused, ErrorKind::Forbidden);
        row("404", reply(404, "Not Found - cannot find artifact with id X\n"), Came::Refused, ErrorKind::NotFound);
        row("unknown path", unknownPath(), Came::Refused, ErrorKind::NotOffered);
        row("405", reply(405, ""), Came::Refused, ErrorKind::NotOffered);
        row("429", reply(429, "slow down\n", {{"Retry-After", "1"}}), Came::Refused, ErrorKind::Rejected);
        row("500 with words", reply(500, "Internal Server Error\n"), Came::Unknown, ErrorKind::ServerFailed);
        row("500 without", reply(500, ""), Came::Unknown, ErrorKind::ServerFailed);
        row("500 with a page", page(500), Came::Unknown, ErrorKind::ServerFailed);
        row("503", page(503), Came::Unknown, ErrorKind::ServerFailed);
        row("200 instead of 201", json(Queued, 200), Came::Unknown, ErrorKind::Malformed);
        row("201 with a page", page(201), Came::Unknown, ErrorKind::Malformed);
        row("201 and nothing", reply(201, ""), Came::Unknown, ErrorKind::Malformed);
        row("201 without an id", json("{}", 201), Came::Unknown, ErrorKind::Malformed);
        row("201 with an empty id", json(R"({"id":""})", 201), Came::Unknown, ErrorKind::Malformed);
        row("201 with a number as id", json(R"({"id":7})", 201), Came::Unknown, ErrorKind::Malformed);
        row("201 with a list", json("[]", 201), Came::Unknown, ErrorKind::Malformed);
        row("201 with null", json("null", 201), Came::Unknown, ErrorKind::Malformed);
        row("201 with two documents", json(Queued + '\n' + Queued, 201), Came::Unknown, ErrorKind::Malformed);
        row("not HTTP", {Send{"220 smtp ready\r\n"}, Close{}}, Came::Unknown, ErrorKind::Interrupted);
    }
}

void SenderTest::exactlyOnePostReachesTheServerWhateverItDoes()
{
    QFETCH(bool, encrypted);
    QFETCH(Script, script);
    QFETCH(Came, came);
    QFETCH(ErrorKind, kind);

    StubServer server(encrypted ? m_tls : std::nullopt);
    if (encrypted) {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({m_tls->localCertificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    server.on(u"/api/releases"_s, script);
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, someRelease());

    QCOMPARE(which(outcome), came);
    if (kind != AnyKind)
        QCOMPARE(errorOf(outcome).kind, kind);
    QCOMPARE(errorOf(outcome).message.isEmpty(), came == Came::Accepted);
    // What Qt would send again, it sends within milliseconds.
    QTest::qWait(50);
    QCOMPARE(server.count("POST"), 1);
    QCOMPARE(server.requests().size(), 1);
}

void SenderTest::controlAPlainPostIsSentAgain_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("kept");
    QTest::newRow("closed, fresh connection") << Script{Close{}} << false;
    QTest::newRow("reset, fresh connection") << Script{Reset{}} << false;
    QTest::newRow("closed, kept connection") << Script{Close{}} << true;
    QTest::newRow("reset, kept connection") << Script{Reset{}} << true;
}

/// The test above could not fail if Qt had stopped sending again: this one says when it does.
void SenderTest::controlAPlainPostIsSentAgain()
{
    QFETCH(Script, script);
    QFETCH(bool, kept);
    StubServer server;
    server.on(u"/api/releases"_s, json(Queued, 201));
    QNetworkAccessManager manager;
    const QNetworkRequest request(server.url().resolved(QUrl(u"/api/releases"_s)));
    const auto post = [&] {
        QNetworkRequest typed = request;
        typed.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> sent(manager.post(typed, "{}"_ba));
        QVERIFY(QTest::qWaitFor([&] { return sent->isFinished(); }, Patience));
    };
    if (kept)
        post();
    const int before = server.count("POST");
    server.next(script);

    post();

    QVERIFY(server.count("POST") - before > 1);
}

/// Qt connects again after a broken answer: "connection refused" must not be taken for "never delivered" then.
void SenderTest::aServerThatReadAndDiedIsNotRefused()
{
    StubServer server;
    server.on(u"/api/rollback"_s, {StopListening{}, Reset{}});
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, someRollback());

    QCOMPARE(which(outcome), Came::Unknown);
    QCOMPARE(server.count("POST"), 1);
}

void SenderTest::aClosedPortProvesThatNothingWasDelivered()
{
    StubServer server;
    server.stopListening();
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, someRelease());

    QCOMPARE(which(outcome), Came::Refused);
    QCOMPARE(errorOf(outcome).kind, ErrorKind::Unreachable);
    QVERIFY(errorOf(outcome).message.contains(u"Nothing was changed"_s));
}

void SenderTest::anUntrustedServerNeverSeesTheRequest()
{
    StubServer server(m_tls);
    server.on(u"/api/releases"_s, json(Queued, 201));
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, someRelease());

    QCOMPARE(which(outcome), Came::Refused);
    QCOMPARE(errorOf(outcome).kind, ErrorKind::Tls);
    QVERIFY(!errorOf(outcome).detail.isEmpty());
    QCOMPARE(server.requests().size(), 0);
}

void SenderTest::nonsenseIsNotSent()
{
    StubServer server;
    client::Client client(connectionTo(server));

    QCOMPARE(errorOf(deliver(client, PostRelease{.request = {u"production"_s, {}, u"acme/web-1"_s, {}}})).kind,
        ErrorKind::Invalid);
    const QString hash = u"c46e331fc1a7acbcd23aa6489679def930fca7c2"_s;
    for (const QString &sha : {hash.left(7), hash.toUpper(), hash + u'0', QString(), hash.left(39) + u'g'}) {
        const auto outcome = deliver(client, PostRollback{.env = u"production"_s, .app = u"web"_s, .sha = sha});
        QCOMPARE(which(outcome), Came::Refused);
        QCOMPARE(errorOf(outcome).kind, ErrorKind::Invalid);
    }
    const QString spaced = u' ' + hash.left(39);
    QCOMPARE(
        which(deliver(client, PostRollback{.env = u"production"_s, .app = u"web"_s, .sha = spaced})), Came::Refused);
    QCOMPARE(which(deliver(client, PostRollback{.env = u"production"_s, .app = {}, .sha = hash})), Came::Refused);
    QCOMPARE(which(deliver(client, PostDelete{.env = u"production"_s, .app = {}})), Came::Refused);
    QCOMPARE(which(deliver(client, PostDelete{.env = {}, .app = u"web"_s})), Came::Refused);
    QCOMPARE(which(deliver(client, PostArtifact{})), Came::Refused);
    QCOMPARE(which(deliver(client, PostFluxEvent{})), Came::Refused);
    QCOMPARE(server.connections(), 0);
}

void SenderTest::theRequestIsWhatTheContractSays()
{
    StubServer server;
    server.on(u"/api/releases"_s, json(Queued, 201));
    server.on(u"/api/rollback"_s, json(Queued, 201));
    server.on(u"/api/flux-events"_s, reply(200, ""));
    server.on(
        u"/api/artifact"_s, json(R"({"id":"acme/web-1","version":{"repositoryName":"acme/web","sha":"d"}})", 201));
    client::Client client(connectionTo(server));

    const auto queued = deliver(client, someRelease());
    QCOMPARE(std::get<Accepted<QueuedEvent>>(queued).reply.type, u"release"_s);
    QCOMPARE(which(deliver(client, someRollback())), Came::Accepted);
    PostArtifact artifact;
    artifact.artifact.version.repositoryName = u"acme/web"_s;
    artifact.artifact.version.sha = u"d"_s;
    const auto stored = deliver(client, artifact);
    QCOMPARE(std::get<Accepted<gimlet::Artifact>>(stored).reply.id, u"acme/web-1"_s);
    PostFluxEvent flux{.env = u"staging"_s};
    flux.event.revision = u"main@sha1:c46e331fc1a7acbcd23aa6489679def930fca7c2"_s;
    QCOMPARE(which(deliver(client, flux)), Came::Accepted);

    const auto requests = server.requests();
    QCOMPARE(requests.size(), 4);
    for (const Request &request : requests) {
        QCOMPARE(request.header("Authorization"), "Bearer " + SecretToken);
        QCOMPARE(request.header("Idempotency-Key"), "key-1"_ba);
        QCOMPARE(request.header("Content-Type"), "application/json"_ba);
        QCOMPARE(request.header("Content-Length").toInt(), request.body.size());
        QVERIFY(request.header("Cookie").isEmpty());
        QVERIFY(QJsonDocument::fromJson(request.body).isObject());
        QVERIFY(!request.target.contains(SecretToken));
    }
    QCOMPARE(requests[1].query().queryItemValue(u"sha"_s), someRollback().sha);
    QCOMPARE(requests[1].body, "{}"_ba);
}

void SenderTest::aDeleteIsDoneWhenTheServerSaysNothingElse_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Came>("came");
    QTest::newRow("done") << json("{}", 200) << Came::Accepted;
    QTest::newRow("a proxy's 200") << page(200) << Came::Unknown;
    QTest::newRow("another website's 200") << json(R"({"error":"login"})", 200) << Came::Unknown;
    QTest::newRow("nothing") << reply(200, "") << Came::Unknown;
    QTest::newRow("written, and not applied") << reply(500, "Internal Server Error\n") << Came::Unknown;
    QTest::newRow("too slow for its own limit") << reply(504, "") << Came::Unknown;
    QTest::newRow("no such app") << reply(404, "Not Found - There is no app called web in production.\n")
                                 << Came::Refused;
}

void SenderTest::aDeleteIsDoneWhenTheServerSaysNothingElse()
{
    QFETCH(Script, script);
    QFETCH(Came, came);
    StubServer server;
    server.on(u"/api/delete"_s, script);
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, PostDelete{.env = u"production"_s, .app = u"web&x"_s});

    QCOMPARE(which(outcome), came);
    QCOMPARE(server.count("POST"), 1);
    const Request request = server.requests().constFirst();
    QCOMPARE(request.query().queryItemValue(u"env"_s), u"production"_s);
    QCOMPARE(request.query().queryItemValue(u"app"_s, QUrl::FullyDecoded), u"web&x"_s);
    QCOMPARE(request.body, "{}"_ba);
}

void SenderTest::whatAServerLacksIsNotOffered()
{
    StubServer server;
    for (const Script &lacking : {unknownPath(), reply(405, "")}) {
        server.on(u"/api/rollback"_s, lacking);
        server.on(u"/api/delete"_s, lacking);
        client::Client client(connectionTo(server));
        QCOMPARE(errorOf(deliver(client, someRollback())).kind, ErrorKind::NotOffered);
        const auto outcome = deliver(client, PostDelete{.env = u"production"_s, .app = u"web"_s});
        QCOMPARE(which(outcome), Came::Refused);
        QCOMPARE(errorOf(outcome).kind, ErrorKind::NotOffered);
        QVERIFY(errorOf(outcome).message.contains(u"not offered by this server"_s));
    }
}

void SenderTest::droppingTheTaskSilencesButDoesNotRecall()
{
    StubServer server;
    server.on(u"/api/releases"_s, Script{Wait{100ms}} + json(Queued, 201));
    client::Client client(connectionTo(server));
    bool called = false;
    {
        const Task dropped = client.send(someRelease(), "k", [&](const auto &) { called = true; });
    }
    QTRY_COMPARE(server.count("POST"), 1);
    QCOMPARE(server.openConnections(), 1);
    QTest::qWait(300);
    QVERIFY(!called);
}

void SenderTest::aRedirectedPostGoesNowhere_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void SenderTest::aRedirectedPostGoesNowhere()
{
    QFETCH(int, status);
    StubServer elsewhere;
    elsewhere.on(u"/api/releases"_s, json(Queued, 201));
    StubServer server;
    server.next(redirect(status, elsewhere.url().toEncoded() + "/api/releases"));
    server.next(redirect(status, "/api/releases"));
    client::Client client(connectionTo(server));

    const auto abroad = deliver(client, someRelease());
    const auto athome = deliver(client, someRelease());

    QCOMPARE(which(abroad), Came::Unknown);
    QCOMPARE(errorOf(abroad).kind, ErrorKind::Redirected);
    QCOMPARE(which(athome), Came::Unknown);
    QCOMPARE(server.count("POST"), 2);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(elsewhere.connections(), 0);
}

namespace {

/// A release with less patience than the real one.
struct ImpatientRelease : PostRelease {
    static constexpr Limits limits{.deadline = 400ms, .idle = 10s};
};

} // namespace

void SenderTest::silenceEndsAtTheDeadline()
{
    StubServer server;
    server.on(u"/api/releases"_s, {Hang{}});
    client::Client client(connectionTo(server));

    const auto outcome = deliver(client, ImpatientRelease{someRelease()});

    QCOMPARE(which(outcome), Came::Unknown);
    QCOMPARE(errorOf(outcome).kind, ErrorKind::Timeout);
    QCOMPARE(server.count("POST"), 1);
}

QTEST_GUILESS_MAIN(SenderTest)
#include "tst_client_sender.moc"
