#include "clientfixture.h"

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

/// Each endpoint: what it asks, and what it makes of a full, an empty and a failed answer.
class EndpointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndpointSucceedsAndFails();
    void emptyAnswersAreEmpty();
    void queriesSurviveEveryCharacter();
    void artifactsArePagedAndFiltered();
    void releasesOfOtherAppsAreDropped();
    void freshTokensNeverLeaveTheClient();
    void healthIsSilent();
    void addressesWithSecretsAreRefused_data();
    void addressesWithSecretsAreRefused();

private:
    template <Endpoint E> void succeedsAndFails(const E &endpoint, const QByteArray &body)
    {
        StubServer server;
        server.next(reply(200, body));
        server.next(reply(500, "Internal Server Error\n"));
        server.next(unknownPath());
        client::Client client(connectionTo(server));

        const auto success = fetch(client, endpoint);
        QVERIFY2(success, qPrintable(success ? QString() : success.error().detail));
        const auto failed = fetch(client, endpoint);
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, ErrorKind::ServerFailed);
        QCOMPARE(failed.error().httpStatus, 500);
        const auto missing = fetch(client, endpoint);
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotOffered);

        for (const Request &request : server.requests()) {
            QCOMPARE(request.method, "GET"_ba);
            QCOMPARE(request.path(), endpoint.path());
            QCOMPARE(request.header("Authorization"), "Bearer " + SecretToken);
            QVERIFY(!request.target.contains(SecretToken));
        }
    }
};

void EndpointsTest::everyEndpointSucceedsAndFails()
{
    succeedsAndFails(ListArtifacts(), R"([{"id":"acme/web-1","version":{}}])");
    succeedsAndFails(ListReleases{.env = u"staging"_s}, R"([{"app":"web","env":"staging"}])");
    succeedsAndFails(GetStatus{.env = u"staging"_s}, R"({"web":{"app":"web"},"infra":null})");
    succeedsAndFails(TrackRelease{u"e"_s}, R"({"status":"new","results":[]})");
    succeedsAndFails(TrackArtifact{u"acme/web-1"_s}, R"({"status":"processed","results":null})");
    succeedsAndFails(ListGitopsCommits(), R"([{"sha":"c46e"}])");
    succeedsAndFails(GetGitopsRepo(), R"({"gitopsRepo":"acme/gitops"})");
    succeedsAndFails(ListEnvs(), R"({"connectedAgents":[],"envs":[{"name":"staging"}]})");
    succeedsAndFails(GetFlags(), R"({"provider":""})");
    succeedsAndFails(GetHealth(), "");
    succeedsAndFails(GetSelf(), R"({"login":"bob"})");
    succeedsAndFails(ListUsers(), R"([{"login":"bob"}])");
    succeedsAndFails(GetApp(), R"({"dashboardVersion":"v0.26.1"})");
}

void EndpointsTest::emptyAnswersAreEmpty()
{
    QCOMPARE(ListArtifacts::parse(QJsonValue(QJsonValue::Null)).value(), ListArtifacts::Reply());
    QCOMPARE(ListReleases().parse(QJsonArray()).value(), ListReleases::Reply());
    QCOMPARE(GetStatus::parse(QJsonValue(QJsonValue::Null)).value(), GetStatus::Reply());
    QCOMPARE(ListEnvs::parse(QJsonObject{{u"envs"_s, QJsonValue()}}).value(), gimlet::EnvironmentList());
    QCOMPARE(ListUsers::parse(QJsonArray()).value(), ListUsers::Reply());
    QCOMPARE(ListGitopsCommits::parse(QJsonArray()).value(), ListGitopsCommits::Reply());
    // An empty body is not an empty list.
    QVERIFY(!ListArtifacts::parse(QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!GetStatus::parse(QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!TrackRelease::parse(QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!TrackRelease::parse(QJsonValue(QJsonValue::Null)));
}

void EndpointsTest::queriesSurviveEveryCharacter()
{
    StubServer server;
    server.on(u"/api/eventArtifactTrack"_s, json(R"({"status":"new","results":[]})"));
    client::Client client(connectionTo(server));
    for (const QString &id : {u"acme/web-fe33"_s, u"a+b c&d=e#f%2Fg?h"_s, u"é\"<>\\^`{|}~;:@!$'()*,[]"_s}) {
        QVERIFY(fetch(client, TrackArtifact{id}));
        const QByteArray query = server.requests().last().target.split('?').value(1);
        QCOMPARE(query.count('='), 1);
        // As a Go server reads it: a plus is a space there.
        const QByteArray value = query.mid(query.indexOf('=') + 1).replace('+', ' ');
        QCOMPARE(QUrl::fromPercentEncoding(value), id);
    }
}

void EndpointsTest::artifactsArePagedAndFiltered()
{
    ListArtifacts artifacts{.limit = 25, .offset = 50};
    QCOMPARE(artifacts.query().toString(QUrl::FullyEncoded), u"limit=25&offset=50"_s);

    artifacts.since = QDateTime::fromSecsSinceEpoch(1700000000, Qt::OffsetFromUTC, 7200);
    artifacts.event = gimlet::GitEvent::PullRequest;
    artifacts.repository = u"acme/web"_s;
    artifacts.shas = {u"a"_s, u"b"_s};
    QCOMPARE(artifacts.query().toString(QUrl::FullyEncoded),
        u"limit=25&offset=50&since=2023-11-14T22%3A13%3A20Z&repository=acme%2Fweb&event=pr&sha=a&sha=b"_s);
}

void EndpointsTest::releasesOfOtherAppsAreDropped()
{
    const QJsonArray two{QJsonObject{{u"app"_s, u"web"_s}}, QJsonObject{{u"app"_s, u"api"_s}}};
    QCOMPARE(ListReleases{.env = u"staging"_s}.parse(two)->size(), 2);
    const auto webs = ListReleases{.env = u"staging"_s, .app = u"web"_s}.parse(two);
    QCOMPARE(webs->size(), 1);
    QCOMPARE(webs->first().app, u"web"_s);
}

void EndpointsTest::freshTokensNeverLeaveTheClient()
{
    const QJsonObject bob{{u"login"_s, u"bob"_s}, {u"token"_s, u"eyJ.x.y"_s}, {u"admin"_s, true}};
    QCOMPARE(GetSelf::parse(bob)->token, QString());
    QCOMPARE(GetSelf::parse(bob)->login, u"bob"_s);
    QCOMPARE(ListUsers::parse(QJsonArray{bob})->first().token, QString());
}

void EndpointsTest::healthIsSilent()
{
    QVERIFY(GetHealth::parse(QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!GetHealth::parse(QJsonObject{{u"status"_s, u"ok"_s}}));
}

void EndpointsTest::addressesWithSecretsAreRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("usable");
    QTest::newRow("https") << u"https://gimlet.acme.io"_s << true;
    QTest::newRow("https with a path") << u"https://acme.io/gimlet"_s << true;
    QTest::newRow("loopback") << u"http://127.0.0.1:9000"_s << true;
    QTest::newRow("loopback 6") << u"http://[::1]:9000"_s << true;
    QTest::newRow("localhost") << u"http://localhost:9000"_s << true;
    QTest::newRow("plain http") << u"http://gimlet.acme.io"_s << false;
    QTest::newRow("looks like loopback") << u"http://127.0.0.1.evil.io"_s << false;
    QTest::newRow("password") << u"https://bob:pw@gimlet.acme.io"_s << false;
    QTest::newRow("token") << u"https://gimlet.acme.io?access_token=x"_s << false;
    QTest::newRow("no scheme") << u"gimlet.acme.io"_s << false;
    QTest::newRow("ftp") << u"ftp://gimlet.acme.io"_s << false;
    QTest::newRow("no host") << u"https:///x"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void EndpointsTest::addressesWithSecretsAreRefused()
{
    QFETCH(QString, address);
    QFETCH(bool, usable);
    client::Connection connection{QUrl(address), SecretToken};
    const auto checked = check(connection);
    QCOMPARE(checked.has_value(), usable);
    if (!checked)
        QCOMPARE(checked.error().kind, ErrorKind::Invalid);

    connection.token = "two\r\nX-Evil: lines";
    QVERIFY(!check(connection));
    connection = {QUrl(u"http://gimlet.acme.io"_s), SecretToken, true};
    QVERIFY(check(connection));
    connection = {QUrl(u"http://gimlet.acme.io"_s), {}};
    QVERIFY(check(connection));
}

QTEST_GUILESS_MAIN(EndpointsTest)
#include "tst_client_endpoints.moc"
