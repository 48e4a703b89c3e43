#include "clientfixture.h"

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

const QByteArray OneCommit =
    R"([{"sha":"c46e331fc1a7acbcd23aa6489679def930fca7c2","status":"NotReconciled","created":1795413283,"env":"staging"}])";

} // namespace

/// Reads: every way a server can misbehave ends in one true sentence.
class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasItsKindAndSentence_data();
    void everyFaultHasItsKindAndSentence();
    void jsonIsReadWhateverItsContentType();
    void aClosedPortAndAnUnknownNameAreUnreachable();
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
    row("reset amid the body", {Send{response(200, OneCommit).chopped(5)}, Reset{}}, ErrorKind::Interrupted,
        u"ended before");
    row("too short for its length", {Send{response(200, OneCommit).chopped(5)}, Close{}}, ErrorKind::Interrupted,
        u"ended before");
    row("truncated JSON", json(OneCommit.chopped(5)), ErrorKind::Malformed, u"incomplete, or not from Gimlet");
    row("a wrong type", json(R"([{"sha":"x"},{"sha":7}])"), ErrorKind::Malformed, u"not what Gimlet sends",
        u"[1].sha is not a text");
    row("an object for a list", json("{}"), ErrorKind::Malformed, u"not what Gimlet sends",
        u"the answer is not a list");
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
    row("a length that is none", {Send{"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n[]x"}, Close{}},
        ErrorKind::Malformed, u"");
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
    for (const QByteArray &type :
        {"text/plain; charset=utf-8"_ba, "application/json"_ba, "text/html"_ba, "image/png"_ba}) {
        server.next(reply(200, OneCommit, {{"Content-Type", type}}));
        const auto commits = fetch(client, ListGitopsCommits());
        QVERIFY(commits);
        QCOMPARE(commits->size(), 1);
    }
    server.next(json("null"));
    const auto none = fetch(client, ListGitopsCommits());
    QVERIFY(none && none->isEmpty());
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

QTEST_GUILESS_MAIN(ReaderTest)
#include "tst_client_reader.moc"
