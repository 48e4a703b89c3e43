#include "clientfixture.h"

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

const QByteArray OneCommit =
    R"([{"sha":"c46e331fc1a7acbcd23aa6489679def930fca7c2","status":"NotReconciled","created":1795413283,"env":"staging"}])";

} // namespace

/// Reads stay where the person sent them, and keep nothing that the server would like kept.
class OriginTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redirectsAreFollowedAtHome_data();
    void redirectsAreFollowedAtHome();
    void redirectsElsewhereCarryNoCredentials_data();
    void redirectsElsewhereCarryNoCredentials();
    void redirectsInCirclesEnd();
    void oddRedirectsAreRefused_data();
    void oddRedirectsAreRefused();
    void http2IsNotSpoken();
    void cookiesAreNotKept();
};

void OriginTest::redirectsAreFollowedAtHome_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void OriginTest::redirectsAreFollowedAtHome()
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

void OriginTest::redirectsElsewhereCarryNoCredentials_data()
{
    redirectsAreFollowedAtHome_data();
}

void OriginTest::redirectsElsewhereCarryNoCredentials()
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

void OriginTest::redirectsInCirclesEnd()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, redirect(302, "/api/gitopsCommits"));
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, ListGitopsCommits());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Redirected);
    QCOMPARE(server.requests().size(), 6);
}

void OriginTest::oddRedirectsAreRefused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("other scheme") << "https://127.0.0.1/api/gitopsCommits"_ba;
    QTest::newRow("script") << "javascript:alert(1)"_ba;
    QTest::newRow("file") << "file:///etc/passwd"_ba;
    QTest::newRow("name that resolves to the same host") << "http://localhost/api/gitopsCommits"_ba;
    QTest::newRow("only slashes") << "//evil.invalid/x"_ba;
    QTest::newRow("password") << "http://u:p@127.0.0.1/api/gitopsCommits"_ba;
}

void OriginTest::oddRedirectsAreRefused()
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

void OriginTest::http2IsNotSpoken()
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

void OriginTest::cookiesAreNotKept()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s, reply(200, "[]", {{"Set-Cookie", "user_sess=evil; Path=/"}}));
    client::Client client(connectionTo(server));
    QVERIFY(fetch(client, ListGitopsCommits()));
    QVERIFY(fetch(client, ListGitopsCommits()));
    for (const Request &request : server.requests())
        QVERIFY(request.header("Cookie").isEmpty());
}

QTEST_GUILESS_MAIN(OriginTest)
#include "tst_client_origin.moc"
