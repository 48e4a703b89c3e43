#include "clientfixture.h"

#include <client/livefeed.h>

#include <QLoggingCategory>

#include <mutex>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

std::mutex s_mutex;
QByteArray s_log;
QtMessageHandler s_before = nullptr;

void takeDown(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    {
        const std::lock_guard lock(s_mutex);
        s_log += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
    }
    if (type != QtDebugMsg)
        s_before(type, context, text);
}

/// The spellings in which a token could hide.
QList<QByteArray> spellings(const QByteArray &secret)
{
    const QString text = QString::fromLatin1(secret);
    return {secret, secret.toBase64(), secret.toBase64(QByteArray::Base64UrlEncoding), secret.toHex(),
        secret.toHex().toUpper(), QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2),
        QUrl::toPercentEncoding(text, {}, "._-")};
}

bool holdsToken(const QByteArray &where)
{
    return std::ranges::any_of(
        spellings(SecretToken), [&](const QByteArray &spelling) { return where.contains(spelling); });
}

QByteArray wordsOf(const Error &error)
{
    return error.message.toUtf8() + '\n' + error.detail.toUtf8() + '\n';
}

} // namespace

/// The token goes to the server in one header, and nowhere else.
class SecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theTokenIsInNoLogAndNoError();
    void theLogIsReallyRead();
};

void SecretsTest::initTestCase()
{
    s_before = qInstallMessageHandler(takeDown);
    QLoggingCategory::setFilterRules(u"*=true"_s);
}

void SecretsTest::cleanupTestCase()
{
    qInstallMessageHandler(s_before);
}

void SecretsTest::theTokenIsInNoLogAndNoError()
{
    const auto tls = selfSignedServer(u"127.0.0.1"_s);
    QVERIFY(tls);
    const QList<Script> faults{json("[]"), {Close{}}, {Reset{}}, reply(400, "Bad Request\n"),
        reply(401, "Unauthorized\n"), reply(403, ""), unknownPath(), reply(500, ""), page(502), json("{"),
        redirect(302, "https://evil.invalid/"), redirect(307, "/api/gitopsCommits")};
    QByteArray words;
    const auto takeWords = [&](const client::Connection &connection) {
        client::Client client(connection);
        if (const auto read = fetch(client, ListGitopsCommits()); !read)
            words += wordsOf(read.error());
        client.setToken(SecretToken);
        const auto sent = deliver(client, someRelease());
        if (const auto *refused = std::get_if<Refused>(&sent))
            words += wordsOf(refused->error);
        if (const auto *unknown = std::get_if<client::Unknown>(&sent))
            words += wordsOf(unknown->error);
        client.setToken(SecretToken);
        std::optional<Result<Capabilities>> found;
        const Task probe = client.probe([&](const auto &result) { found = result; });
        QTRY_VERIFY(found);
        if (!*found)
            words += wordsOf(found->error());
    };
    QList<std::shared_ptr<StubServer>> servers;
    for (const Script &fault : faults) {
        servers.append(std::make_shared<StubServer>());
        for (const QString &path : {u"/api/gitopsCommits"_s, u"/api/releases"_s, u"/ws/"_s})
            servers.last()->on(path, fault);
        servers.last()->on(u"/health"_s, reply(200, ""));
        servers.last()->on(u"/flags"_s, json(R"({"provider":""})"));
        takeWords(connectionTo(*servers.last()));
        LiveFeed feed(connectionTo(*servers.last()), LiveFeed::Transport::Websocket);
        std::optional<Error> lost;
        connect(&feed, &LiveFeed::lost, &feed, [&](const Error &error) { lost = error; });
        feed.start();
        QTRY_VERIFY(lost);
        words += wordsOf(*lost);
    }
    StubServer untrusted(tls);
    takeWords(connectionTo(untrusted));
    takeWords({QUrl(u"http://gimlet.invalid"_s), SecretToken});
    takeWords({QUrl(u"https://gimlet.invalid"_s), SecretToken});

    QVERIFY(!words.isEmpty());
    QVERIFY(!holdsToken(words));
    int seen = 0;
    for (const auto &server : std::as_const(servers)) {
        for (const Request &request : server->requests()) {
            QVERIFY(!holdsToken(request.target));
            QVERIFY(!holdsToken(request.body));
            seen += request.header("Authorization") == "Bearer " + SecretToken;
        }
    }
    QVERIFY(seen > 0);
    const std::lock_guard lock(s_mutex);
    QVERIFY(!holdsToken(s_log));
}

/// The test above could not fail if nothing were logged, or if the search were blind.
void SecretsTest::theLogIsReallyRead()
{
    QVERIFY(!s_log.isEmpty());
    for (const QByteArray &spelling : spellings(SecretToken))
        QVERIFY(holdsToken("before " + spelling + " after"));
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_client_secrets.moc"
