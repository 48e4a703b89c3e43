#include "gitrepo.h"
#include "processes.h"
#include "smartserver.h"

#include <gitops/mirror.h>

#include <QProcess>
#include <QRandomGenerator>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

/// Fetches as the program does, for somebody to kill it meanwhile.
int fetchInto(const QString &folder, const QString &url)
{
    const SystemClock clock;
    Mirror mirror(folder, {url, {}}, clock);
    return mirror.fetch() ? 0 : 1;
}

QByteArray commits(int from, int count, const QString &parent)
{
    QByteArray stream;
    for (int i = from; i < from + count; ++i) {
        QByteArray blob;
        while (blob.size() < 4000)
            blob += QByteArray::number(QRandomGenerator::global()->generate64(), 36);
        stream += "commit refs/heads/main\ncommitter J <j@x> " + QByteArray::number(1'700'000'000 + i * 60)
            + " +0000\ndata 1\nx\n";
        if (i == from && !parent.isEmpty())
            stream += "from " + parent.toLatin1() + '\n';
        stream += "M 100644 inline staging/app-" + QByteArray::number(i % 20) + "/release.json\ndata "
            + QByteArray::number(blob.size()) + '\n' + blob + '\n';
    }
    return stream;
}

/// Empty when the mirror's repository is sound.
QString fsck(const QString &path)
{
    QProcess git;
    git.setProcessChannelMode(QProcess::MergedChannels);
    git.start(u"git"_s, {u"--git-dir="_s + path, u"fsck"_s, u"--strict"_s, u"--no-dangling"_s, u"--no-progress"_s});
    git.waitForFinished();
    return git.exitCode() == 0 ? QString() : QString::fromUtf8(git.readAll());
}

} // namespace

class MirrorKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRightAfterAnyKill()
    {
        GitRepo remote;
        int made = 200;
        remote.git({u"fast-import"_s, u"--quiet"_s}, commits(0, made, {}));
        QTemporaryDir directory;
        const QString folder = directory.filePath(u"mirror"_s);
        const SystemClock clock;
        int killed = 0;
        int halfway = 0;
        for (int round = 0; round < 50; ++round) {
            // By turns a clone, a fetch, and a fetch after a force push.
            if (round % 3 == 0)
                QDir(folder).removeRecursively();
            const QString parent = remote.git({u"rev-parse"_s, round % 3 == 2 ? u"main~5"_s : u"main"_s});
            remote.git({u"fast-import"_s, u"--quiet"_s, u"--force"_s}, commits(made, 20, parent));
            made += 20;

            QProcess fetcher;
            fetcher.start(QCoreApplication::applicationFilePath(), {u"--mirror"_s, folder, remote.path()});
            QVERIFY(fetcher.waitForStarted());
            if (!fetcher.waitForFinished(5 + QRandomGenerator::global()->bounded(150))) {
                fetcher.kill();
                QVERIFY(fetcher.waitForFinished());
                ++killed;
            } else {
                QCOMPARE(fetcher.exitCode(), 0);
            }
            if (QDir(folder).exists(u"drafts"_s))
                ++halfway;

            Mirror mirror(folder, {remote.path(), {}}, clock);
            const auto fetched = mirror.fetch();
            QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message + fetched.error().detail));
            QCOMPARE(fetched->setAside, QString());
            QCOMPARE(fetched->head, remote.git({u"rev-parse"_s, u"main"_s}));
            QCOMPARE(mirror.open().value()->head().value(), fetched->head);
            QCOMPARE(fsck(folder + u"/repo.git"_s), QString());
            QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                (QStringList{u"mirror.lock"_s, u"repo.git"_s}));
            QCOMPARE(QDir(folder + u"/repo.git/objects/pack"_s).entryList({u"tmp_*"_s, u"*.keep"_s}), {});
        }
        QVERIFY(killed > 0);
        qInfo("%d killed, %d of them while they cloned", killed, halfway);
    }

    void takesGitAlong()
    {
        const SmartServer server(SmartServer::Manner::Silent, {});
        const QByteArray url = server.url(u"gitops.git"_s).toUtf8();
        QTemporaryDir directory;
        QProcess fetcher;
        fetcher.start(QCoreApplication::applicationFilePath(),
            {u"--mirror"_s, directory.filePath(u"mirror"_s), QString::fromUtf8(url)});
        QTRY_VERIFY(server.requests() > 0);
        // The program, git, and git's own helper for http.
        QVERIFY(processesWith(url, u"cmdline"_s).size() > 2);
        fetcher.kill();
        QVERIFY(fetcher.waitForFinished());
        QTRY_VERIFY(processesWith(url, u"cmdline"_s).isEmpty());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--mirror"_s)
        return fetchInto(arguments[2], arguments[3]);
    qputenv("GIT_CONFIG_GLOBAL", "/dev/null");
    qputenv("GIT_CONFIG_NOSYSTEM", "1");
    MirrorKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gitops_mirrorkill.moc"
