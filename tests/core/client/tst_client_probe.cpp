#include "clientfixture.h"

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

Result<Capabilities> probe(client::Client &client)
{
    std::optional<Result<Capabilities>> found;
    const Task task = client.probe([&](auto result) { found = std::move(result); });
    if (!QTest::qWaitFor([&] { return found.has_value(); }, Patience))
        return failure(ErrorKind::Unknown, u"the client never called back"_s);
    return *found;
}

void beGimletd(StubServer &server)
{
    server.on(u"/"_s, reply(200, ""));
    server.on(u"/api/user"_s, reply(405, ""));
    server.on(u"/api/gitopsCommits"_s, json("[]"));
    server.on(u"/api/eventReleaseTrack"_s, reply(400, "Bad Request: id parameter is mandatory\n"));
    server.on(u"/api/users"_s, json("[]"));
    server.on(u"/api/gitopsRepo"_s, json(R"({"gitopsRepo":"acme/gitops"})"));
}

void beGimlet(StubServer &server)
{
    server.on(u"/health"_s, reply(200, ""));
    server.on(u"/flags"_s, json(R"({"provider":"GitHub","termsOfServiceFeatureFlag":false})"));
    server.on(u"/api/gitopsCommits"_s, json("[]"));
    server.on(u"/api/app"_s, json(R"({"appName":"x","dashboardVersion":"v0.26.1"})"));
    server.on(u"/api/users"_s, reply(403, "Forbidden\n"));
}

} // namespace

/// Who answers, and what it offers (contract §1.1), by servers that answer as D, G and N do.
class ProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gimletdIsD();
    void oldGimletdHasNoTracking();
    void gimletIsG();
    void builtInServiceTellsItsGitopsRepo();
    void builtInServiceIsKnownByMoreThanItsName();
    void gimletBeforeFlagsIsG();
    void gimlet1IsN();
    void aFailingVersionIsNotTheEnd();
    void withoutATokenTheGenerationStaysOpen();
    void aRefusedTokenIsTold();
    void otherWebsitesNeverSeeTheToken_data();
    void otherWebsitesNeverSeeTheToken();
    void noServerIsUnreachable();
    void theBasePathIsKept();
};

Q_DECLARE_METATYPE(coupe::test::Script)

void ProbeTest::gimletdIsD()
{
    StubServer server;
    beGimletd(server);
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::D);
    QCOMPARE(found->features,
        Feature::Users | Feature::ServerSentEvents | Feature::GitopsCommits | Feature::Tracking | Feature::GitopsRepo
            | Feature::WholeHistory);
    QVERIFY(found->admin);
    QVERIFY(!found->offers(Feature::Environments));
}

void ProbeTest::oldGimletdHasNoTracking()
{
    StubServer server;
    beGimletd(server);
    server.on(u"/api/eventReleaseTrack"_s, unknownPath());
    server.on(u"/api/gitopsCommits"_s, unknownPath());
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::D);
    QVERIFY(!found->offers(Feature::Tracking) && !found->offers(Feature::GitopsCommits));
}

void ProbeTest::gimletIsG()
{
    StubServer server;
    beGimlet(server);
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::G);
    QCOMPARE(found->version, u"v0.26.1"_s);
    QVERIFY(found->offers(Feature::Websocket) && found->offers(Feature::GitopsCommits));
    QVERIFY(found->offers(Feature::Users) && !found->admin);
    QVERIFY(!found->offers(Feature::ServerSentEvents) && !found->offers(Feature::GitopsRepo));
}

void ProbeTest::builtInServiceTellsItsGitopsRepo()
{
    StubServer server;
    beGimlet(server);
    server.on(u"/api/gitopsRepo"_s, json(R"({"gitopsRepo":"coupe/gitops"})"));
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::G);
    QVERIFY(found->offers(Feature::GitopsRepo));
}

void ProbeTest::builtInServiceIsKnownByMoreThanItsName()
{
    StubServer server;
    beGimlet(server);
    const Features ours = Feature::ScopedRollback | Feature::WholeHistory;

    client::Client client(connectionTo(server));
    server.on(u"/api/app"_s, json(R"({"appName":"Coupe","dashboardVersion":"v0.26.1"})"));
    const auto named = probe(client);
    server.on(u"/api/gitopsRepo"_s, json(R"({"gitopsRepo":"coupe/gitops"})"));
    const auto both = probe(client);
    server.on(u"/api/app"_s, json(R"({"appName":"acme-gimlet","dashboardVersion":"v0.26.1"})"));
    const auto tellsRepo = probe(client);
    server.on(u"/api/app"_s, json(R"({"appName":"Coupe","dashboardVersion":"v0.26.1"})"));
    server.on(u"/api/gitopsRepo"_s, page(502));
    const auto failing = probe(client);

    QVERIFY(named && both && tellsRepo && failing);
    QVERIFY(both->features.testFlags(ours));
    for (const auto &other : {named, tellsRepo, failing})
        QVERIFY(!other->features.testAnyFlags(ours));
}

void ProbeTest::gimletBeforeFlagsIsG()
{
    StubServer server;
    beGimlet(server);
    server.on(u"/flags"_s, unknownPath());
    server.on(u"/provider"_s, json("\"GitHub\""));
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::G);
    QVERIFY(!found->offers(Feature::TypedRequests));
}

void ProbeTest::gimlet1IsN()
{
    StubServer server;
    beGimlet(server);
    server.on(u"/api/gitopsCommits"_s, unknownPath());
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::N);
    QVERIFY(!found->offers(Feature::GitopsCommits));
    QVERIFY(found->offers(Feature::Websocket));
}

void ProbeTest::aFailingVersionIsNotTheEnd()
{
    StubServer server;
    beGimlet(server);
    server.on(u"/api/app"_s, reply(500, ""));
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::G);
    QVERIFY(found->version.isEmpty());
}

void ProbeTest::withoutATokenTheGenerationStaysOpen()
{
    StubServer server;
    beGimlet(server);
    client::Client client(connectionTo(server, {}));

    const auto found = probe(client);

    QVERIFY(found);
    QCOMPARE(found->generation, Generation::Unknown);
    for (const Request &request : server.requests())
        QVERIFY(request.header("Authorization").isEmpty());
}

void ProbeTest::aRefusedTokenIsTold()
{
    StubServer server;
    beGimlet(server);
    server.on(u"/api/gitopsCommits"_s, reply(401, "Unauthorized\n"));
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Unauthorized);
    QVERIFY(client.isUnauthorized());
}

void ProbeTest::otherWebsitesNeverSeeTheToken_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Script>("script");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("page everywhere") << u"/health"_s << page(200) << ErrorKind::Malformed;
    QTest::newRow("page not found") << u"/health"_s << page(404) << ErrorKind::Malformed;
    QTest::newRow("health in JSON") << u"/health"_s << json(R"({"status":"ok"})") << ErrorKind::Malformed;
    QTest::newRow("bad gateway") << u"/health"_s << page(502) << ErrorKind::ServerFailed;
    QTest::newRow("wants a login") << u"/health"_s << redirect(302, "https://login.example/") << ErrorKind::Redirected;
    QTest::newRow("some Go server") << u"/"_s << reply(200, "hello") << ErrorKind::Malformed;
    QTest::newRow("another Go server") << u"/"_s << reply(200, "") << ErrorKind::Malformed;
}

void ProbeTest::otherWebsitesNeverSeeTheToken()
{
    QFETCH(QString, path);
    QFETCH(Script, script);
    QFETCH(ErrorKind, kind);
    StubServer server;
    server.on(path, script);
    client::Client client(connectionTo(server));

    const auto found = probe(client);

    QVERIFY(!found);
    QCOMPARE(found.error().kind, kind);
    for (const Request &request : server.requests())
        QVERIFY(!request.wire().contains(SecretToken));
}

void ProbeTest::noServerIsUnreachable()
{
    StubServer server;
    server.stopListening();
    client::Client client(connectionTo(server));
    const auto found = probe(client);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Unreachable);
}

void ProbeTest::theBasePathIsKept()
{
    StubServer server;
    server.on(u"/team/gimlet/health"_s, reply(200, ""));
    server.on(u"/team/gimlet/flags"_s, json(R"({"provider":""})"));
    client::Connection connection = connectionTo(server, {});
    connection.server.setPath(u"/team/gimlet/"_s);
    client::Client client(connection);
    QVERIFY(probe(client));
}

QTEST_GUILESS_MAIN(ProbeTest)
#include "tst_client_probe.moc"
