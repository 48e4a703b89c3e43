#include "clientfixture.h"

#include <QElapsedTimer>
#include <QFile>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

const QByteArray OneCommit =
    R"([{"sha":"c46e331fc1a7acbcd23aa6489679def930fca7c2","status":"NotReconciled","created":1795413283,"env":"staging"}])";

/// ListGitopsCommits with little patience.
struct Impatient : ListGitopsCommits {
    static constexpr Limits limits{.bytes = 1024 * 1024, .deadline = 500ms, .idle = 10s};
};

struct Fidgety : ListGitopsCommits {
    static constexpr Limits limits{.bytes = 1024 * 1024, .deadline = 20s, .idle = 300ms};
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

/// Reads end, and are never held whole when they are huge.
class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drippingEndsAtTheDeadline();
    void drippingHeadersEndAtTheDeadline();
    void silenceEndsBeforeTheDeadline();
    void anEndlessHeadEnds();
    void aHugeBodyIsNotHeld_data();
    void aHugeBodyIsNotHeld();
};

void LimitsTest::drippingEndsAtTheDeadline()
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

void LimitsTest::drippingHeadersEndAtTheDeadline()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s,
        {Send{"HTTP/1.1 200 OK\r\n"}, Drip{QByteArray("X-Slow: loris\r\n").repeated(1000), 20ms}});
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, Impatient());

    QVERIFY(!commits);
    QCOMPARE(commits.error().kind, ErrorKind::Timeout);
}

void LimitsTest::silenceEndsBeforeTheDeadline()
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

void LimitsTest::anEndlessHeadEnds()
{
    StubServer server;
    server.on(u"/api/gitopsCommits"_s,
        {Send{"HTTP/1.1 200 OK\r\n"}, Flood{"X-Long: " + QByteArray(1000, 'x') + "\r\n", 500'000'000}});
    client::Client client(connectionTo(server));

    const auto commits = fetch(client, Impatient());

    QVERIFY(!commits);
    QVERIFY(commits.error().kind == ErrorKind::Timeout || commits.error().kind == ErrorKind::Interrupted);
}

void LimitsTest::aHugeBodyIsNotHeld_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("announced") << "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n["_ba;
    QTest::newRow("not announced") << "HTTP/1.1 200 OK\r\n\r\n["_ba;
    QTest::newRow("an error's") << "HTTP/1.1 500 Oh\r\n\r\n["_ba;
}

void LimitsTest::aHugeBodyIsNotHeld()
{
    QFETCH(QByteArray, head);
    StubServer server;
    server.on(u"/api/artifacts"_s, {Send{head}, Flood{QByteArray(64 * 1024, ' '), 200'000'000}, Close{}});
    client::Client client(connectionTo(server));
    const qint64 before = residentPeakKiB();

    const auto artifacts = fetch(client, ListArtifacts());

    QVERIFY(!artifacts);
    QVERIFY(artifacts.error().kind == ErrorKind::TooLarge || artifacts.error().httpStatus == 500);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer holds freed memory for a while");
#endif
    const qint64 grown = residentPeakKiB() - before;
    QVERIFY2(grown < 64 * 1024, qPrintable(QString::number(grown)));
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "tst_client_limits.moc"
