#include "gitrepo.h"
#include "processes.h"
#include "smartserver.h"

#include <gitops/mirror.h>

#include <QDirIterator>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Secret = "s3cr3t/tok en";

QStringList filesWith(const QByteArray &text, const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found += file.fileName();
    }
    return found;
}

} // namespace

class MirrorNetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GIT_CONFIG_GLOBAL", "/dev/null");
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
    }

    void fetchesOverHttpWithATokenThatNobodySees()
    {
        GitRepo remote;
        remote.deploy(u"web"_s, u"b1"_s);
        QTemporaryDir home;
        qputenv("HOME", home.path().toLocal8Bit());
        QTemporaryDir directory;
        SmartServer server(SmartServer::Manner::AsksForToken, QFileInfo(remote.path()).path());
        server.letIn("x-access-token:"_ba + Secret);
        QStringList seen;
        server.onLetIn([&] {
            seen += processesWith(Secret, u"cmdline"_s) + processesWith(Secret, u"environ"_s);
            // Seen at all, git is.
            if (processesWith("ls-remote", u"cmdline"_s).isEmpty() && processesWith("refmap", u"cmdline"_s).isEmpty())
                seen += u"no git"_s;
        });
        const SystemClock clock;
        Mirror mirror(directory.filePath(u"mirror"_s), {server.url(u"gitops.git"_s), Secret}, clock);
        const auto fetched = mirror.fetch();
        QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message + fetched.error().detail));
        QCOMPARE(fetched->head, remote.git({u"rev-parse"_s, u"main"_s}));
        QVERIFY(server.requests() > 2);
        QCOMPARE(seen, {});
        QCOMPARE(filesWith(Secret, directory.path()), {});
        QCOMPARE(filesWith(Secret, home.path()), {});

        Mirror stranger(directory.filePath(u"other"_s), {server.url(u"gitops.git"_s), "wr0ng"}, clock);
        const auto refused = stranger.fetch();
        QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
        QVERIFY(!refused.error().detail.contains(u"wr0ng"_s));
        Mirror nobody(directory.filePath(u"other"_s), {server.url(u"gitops.git"_s), {}}, clock);
        QCOMPARE(nobody.fetch().error().kind, ErrorKind::Unauthorized);
        Mirror broken(directory.filePath(u"other"_s), {server.url(u"gitops.git"_s), "a\nhost=b"}, clock);
        QCOMPARE(broken.fetch().error().kind, ErrorKind::Invalid);
    }

    void refusesToBeSentElsewhere()
    {
        GitRepo remote;
        QTemporaryDir directory;
        SmartServer other(SmartServer::Manner::AsksForToken, QFileInfo(remote.path()).path());
        SmartServer server(SmartServer::Manner::Redirects, {});
        server.redirectTo(other.url({}).chopped(1).toLatin1());
        const SystemClock clock;
        Mirror mirror(directory.filePath(u"mirror"_s), {server.url(u"gitops.git"_s), Secret}, clock);
        QCOMPARE(mirror.fetch().error().kind, ErrorKind::Redirected);
        QVERIFY(server.requests() > 0);
        QCOMPARE(other.requests(), 0);
        QCOMPARE(other.heard(), {});
    }

    void givesUpOnASilentRemote()
    {
        QTemporaryDir directory;
        SmartServer server(SmartServer::Manner::Silent, {});
        const SystemClock clock;
        const QString url = server.url(u"gitops.git"_s);
        Mirror mirror(directory.filePath(u"mirror"_s), {url, {}}, clock);
        mirror.setPatience({.silence = 700ms, .total = 1min});
        bool seen = false;
        const auto fetched = mirror.fetch([&](const TransferProgress &) {
            seen = seen || !processesWith(url.toUtf8(), u"cmdline"_s).isEmpty();
            return true;
        });
        QCOMPARE(fetched.error().kind, ErrorKind::Timeout);
        QVERIFY(fetched.error().message.contains(u"127.0.0.1"_s));
        QVERIFY(seen);
        QCOMPARE(processesWith(url.toUtf8(), u"cmdline"_s), {});
        QCOMPARE(QDir(directory.filePath(u"mirror"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            {u"mirror.lock"_s});
        mirror.setPatience({.silence = 1min, .total = 500ms});
        QCOMPARE(mirror.fetch().error().kind, ErrorKind::Timeout);
    }

    void saysWhatTheServerSaid_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addRow("403") << 403 << ErrorKind::Forbidden;
        QTest::addRow("404") << 404 << ErrorKind::NotFound;
        QTest::addRow("429") << 429 << ErrorKind::Rejected;
        QTest::addRow("503") << 503 << ErrorKind::ServerFailed;
    }
    void saysWhatTheServerSaid()
    {
        QFETCH(const int, status);
        QTemporaryDir directory;
        SmartServer server(SmartServer::Manner::Fails, {});
        server.failWith(status);
        const SystemClock clock;
        Mirror mirror(directory.filePath(u"mirror"_s), {server.url(u"gitops.git"_s), {}}, clock);
        QTEST(mirror.fetch().error().kind, "kind");
    }

    void saysWhyTheHostIsOutOfReach()
    {
        QTemporaryDir directory;
        const SystemClock clock;
        const auto kindOf = [&](const QString &url) {
            return Mirror(directory.filePath(u"mirror"_s), {url, {}}, clock).fetch().error().kind;
        };
        QCOMPARE(kindOf(u"http://127.0.0.1:1/x"_s), ErrorKind::Unreachable);
        QCOMPARE(kindOf(u"ssh://127.0.0.1:1/x"_s), ErrorKind::Unreachable);
        QCOMPARE(kindOf(u"/nowhere/at/all"_s), ErrorKind::NotFound);
        QCOMPARE(kindOf(u"ext::sh -c true"_s), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(MirrorNetworkTest)

#include "tst_gitops_mirrornetwork.moc"
