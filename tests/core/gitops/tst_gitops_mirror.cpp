#include "gitrepo.h"

#include <gitops/mirror.h>

#include <QDirIterator>
#include <QProcess>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Overwrites the middle of the file.
void breakFile(const QString &path)
{
    QFile file(path);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 2 - 20);
    file.write(QByteArray(40, 'x'));
}

} // namespace

/// A remote with two releases, and a mirror of it.
class Pair
{
public:
    explicit Pair(const QString &url = {}, const QByteArray &secret = {})
        : mirror(folder(), {url.isEmpty() ? remote.path() : url, secret}, clock)
    {
        remote.deploy(u"web"_s, u"b1"_s);
        remote.deploy(u"api"_s, u"a1"_s);
    }

    QString folder() const { return directory.filePath(u"mirror"_s); }
    QString head() const { return remote.git({u"rev-parse"_s, u"HEAD"_s}); }
    QStringList entries() const
    {
        QStringList all = QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        all.removeAll(u"mirror.lock"_s);
        return all;
    }
    QStringList packs() const
    {
        const QDir packs(folder() + u"/repo.git/objects/pack"_s);
        QStringList names = packs.entryList({u"*.pack"_s});
        for (QString &name : names)
            name = packs.filePath(name);
        return names;
    }
    QString branches() const
    {
        QProcess git;
        git.start(u"git"_s, {u"--git-dir="_s + folder() + u"/repo.git"_s, u"for-each-ref"_s, u"--format=%(refname)"_s});
        git.waitForFinished();
        return QString::fromUtf8(git.readAll()).trimmed();
    }

    GitRepo remote;
    QTemporaryDir directory;
    ManualClock clock{QDateTime(QDate(2026, 11, 24), QTime(8, 0), Qt::UTC)};
    Mirror mirror;
};

class MirrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GIT_CONFIG_GLOBAL", "/dev/null");
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
    }

    void clonesAndFetches()
    {
        Pair pair;
        QCOMPARE(pair.mirror.open().error().kind, ErrorKind::NotFound);
        QVERIFY(!pair.mirror.fetchedAt().isValid());
        const auto cloned = pair.mirror.fetch();
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
        QVERIFY(cloned->cloned && cloned->changed);
        QCOMPARE(cloned->head, pair.head());
        QCOMPARE(cloned->at, pair.clock.now());
        QCOMPARE(pair.mirror.open().value()->head().value(), pair.head());

        pair.clock.advance(1min);
        const auto same = pair.mirror.fetch();
        QVERIFY(same && !same->cloned && !same->changed);
        QCOMPARE(same->head, pair.head());

        pair.remote.deploy(u"web"_s, u"b2"_s);
        pair.clock.advance(1min);
        const auto fetched = pair.mirror.fetch();
        QVERIFY(fetched && !fetched->cloned && fetched->changed);
        QCOMPARE(fetched->head, pair.head());
        QCOMPARE(pair.entries(), {u"repo.git"_s});

        const Mirror later(pair.folder(), {pair.remote.path(), {}}, pair.clock);
        QCOMPARE(later.fetchedAt(), pair.clock.now());
        QCOMPARE(later.open().value()->head().value(), pair.head());
    }

    void followsForcePushes()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        pair.remote.git({u"update-ref"_s, u"refs/heads/main"_s, u"main~1"_s});
        QCOMPARE(pair.mirror.fetch()->head, pair.head());
        const QString rewritten = pair.remote.commitByHand(u"another"_s, {{u"x"_s, "y"}});
        const auto fetched = pair.mirror.fetch();
        QVERIFY(fetched && fetched->changed);
        QCOMPARE(fetched->head, rewritten);
        QCOMPARE(pair.mirror.open().value()->head().value(), rewritten);
    }

    void followsTheDefaultBranch()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        // A folder where a branch was.
        for (const QString &name : {u"trunk"_s, u"trunk2/deep"_s, u"trunk2"_s}) {
            pair.remote.git({u"branch"_s, u"-m"_s, name});
            pair.remote.git({u"symbolic-ref"_s, u"HEAD"_s, u"refs/heads/"_s + name});
            const auto fetched = pair.mirror.fetch();
            QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message + fetched.error().detail));
            QVERIFY(!fetched->changed);
            QCOMPARE(pair.mirror.open().value()->branchRef(), u"refs/heads/"_s + name);
            QCOMPARE(pair.mirror.open().value()->head().value(), pair.head());
            QCOMPARE(pair.branches(), u"refs/heads/"_s + name);
        }
    }

    void takesNothingButTheDefaultBranch()
    {
        Pair pair;
        pair.remote.git({u"branch"_s, u"other"_s});
        pair.remote.git({u"tag"_s, u"v1"_s});
        QVERIFY(pair.mirror.fetch());
        QCOMPARE(pair.branches(), u"refs/heads/main"_s);
    }

    void knowsAnUnbornBranch()
    {
        Pair pair;
        pair.remote.git({u"update-ref"_s, u"-d"_s, u"refs/heads/main"_s});
        const auto empty = pair.mirror.fetch();
        QVERIFY(empty && empty->cloned);
        QVERIFY(empty->head.isEmpty());
        QCOMPARE(pair.mirror.open().value()->head().value(), std::nullopt);
        const QString first = pair.remote.commitByHand(u"first"_s, {{u"x"_s, "y"}});
        QCOMPARE(pair.mirror.fetch()->head, first);
        pair.remote.git({u"update-ref"_s, u"-d"_s, u"refs/heads/main"_s});
        const auto emptied = pair.mirror.fetch();
        QVERIFY(emptied && emptied->changed && emptied->head.isEmpty());
        QCOMPARE(pair.mirror.open().value()->head().value(), std::nullopt);
    }

    void takesADetachedHead()
    {
        Pair pair;
        pair.remote.git({u"update-ref"_s, u"--no-deref"_s, u"HEAD"_s, u"main~1"_s});
        const auto fetched = pair.mirror.fetch();
        QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message + fetched.error().detail));
        QCOMPARE(fetched->head, pair.head());
        QCOMPARE(pair.mirror.open().value()->head().value(), pair.head());
    }

    void replacesADamagedMirror_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addRow("head") << u"HEAD"_s;
        QTest::addRow("config") << u"config"_s;
        QTest::addRow("branch") << u"refs/heads/main"_s;
        QTest::addRow("pack") << u"pack"_s;
        QTest::addRow("no packs") << u"no packs"_s;
    }
    void replacesADamagedMirror()
    {
        QFETCH(const QString, part);
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        for (int time = 1; time <= 2; ++time) {
            if (part == u"pack"_s) {
                breakFile(pair.packs().constFirst());
                pair.remote.deploy(u"web"_s, u"b%1"_s.arg(time + 1));
            } else if (part == u"no packs"_s) {
                QDir(pair.folder() + u"/repo.git/objects/pack"_s).removeRecursively();
            } else {
                QFile file(pair.folder() + u"/repo.git/"_s + part);
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write("[broken");
            }
            const auto fetched = pair.mirror.fetch();
            QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message + fetched.error().detail));
            QVERIFY(fetched->cloned);
            QCOMPARE(fetched->setAside, pair.folder() + u"/repo.git.damaged-%1"_s.arg(time));
            QCOMPARE(pair.mirror.open().value()->head().value(), pair.head());
            // Only the newest is kept.
            QCOMPARE(pair.entries(), (QStringList{u"repo.git"_s, u"repo.git.damaged-%1"_s.arg(time)}));
        }
    }

    void clonesAnewWhenDistrusted()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        pair.mirror.distrust();
        QVERIFY(!pair.mirror.fetch()->setAside.isEmpty());
        QVERIFY(pair.mirror.fetch()->setAside.isEmpty());
    }

    void keepsTheDamagedUntilThereIsANewOne()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        pair.mirror.distrust();
        QVERIFY(QDir().rename(pair.remote.path(), pair.remote.path() + u".away"_s));
        QCOMPARE(pair.mirror.fetch().error().kind, ErrorKind::NotFound);
        QCOMPARE(pair.entries(), {u"repo.git"_s});
        QVERIFY(pair.mirror.open());
    }

    void clonesAnewFromAnotherUrl()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        Mirror moved(pair.folder(), {u"file://"_s + pair.remote.path(), {}}, pair.clock);
        QCOMPARE(moved.open().error().kind, ErrorKind::NotFound);
        QVERIFY(!moved.fetchedAt().isValid());
        const auto fetched = moved.fetch();
        QVERIFY(fetched && fetched->cloned && fetched->setAside.isEmpty());
        QCOMPARE(pair.entries(), {u"repo.git"_s});
        QVERIFY(moved.open());
    }

    void staysWhenCancelled()
    {
        Pair pair;
        QCOMPARE(pair.mirror.fetch([](const TransferProgress &) { return false; }).error().kind, ErrorKind::Cancelled);
        QCOMPARE(pair.entries(), {});
        QVERIFY(pair.mirror.fetch());
        const QString before = pair.head();
        pair.remote.deploy(u"web"_s, u"b2"_s);
        QCOMPARE(pair.mirror.fetch([](const TransferProgress &) { return false; }).error().kind, ErrorKind::Cancelled);
        QCOMPARE(pair.mirror.open().value()->head().value(), before);
        QVERIFY(pair.mirror.fetch()->changed);
    }

    void fetchesInTurns()
    {
        Pair pair;
        Mirror second(pair.folder(), {pair.remote.path(), {}}, pair.clock);
        second.setPatience({.silence = 1ms, .total = 1min});
        int asked = 0;
        const auto fetched = pair.mirror.fetch([&](const TransferProgress &) {
            if (asked++ == 0)
                [&] {
                    QCOMPARE(second.fetch().error().message, u"Another program is still fetching the gitops repo."_s);
                }();
            return true;
        });
        QVERIFY(fetched && asked > 0);
        second.setPatience({});
        QVERIFY(second.fetch());
    }

    void sweepsWhatKilledRunsLeft()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        QVERIFY(QDir().mkpath(pair.folder() + u"/drafts/old/objects"_s));
        const QStringList leftovers{u"HEAD.lock"_s, u"refs/heads/main.lock"_s, u"packed-refs.lock"_s,
            u"objects/pack/tmp_pack_x"_s, u"objects/pack/pack-x.keep"_s, u"fetched.abcdef"_s};
        for (const QString &name : leftovers)
            QVERIFY(QFile(pair.folder() + u"/repo.git/"_s + name).open(QIODevice::WriteOnly));
        pair.remote.deploy(u"web"_s, u"b2"_s);
        QVERIFY(pair.mirror.fetch()->changed);
        QCOMPARE(pair.entries(), {u"repo.git"_s});
        for (const QString &name : leftovers)
            QVERIFY2(!QFile::exists(pair.folder() + u"/repo.git/"_s + name), qPrintable(name));
    }

    void putsManyPacksTogether()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        QVERIFY(pair.mirror.tidy());
        QCOMPARE(pair.packs().size(), 1);
        for (int i = 0; i < 51; ++i) {
            pair.remote.commitByHand(u"%1"_s.arg(i), {{u"x"_s, QByteArray::number(i)}});
            QVERIFY(pair.mirror.fetch()->changed);
        }
        QVERIFY(pair.packs().size() > 50);
        const auto reader = pair.mirror.open();
        const auto tidied = pair.mirror.tidy();
        QVERIFY2(tidied, tidied ? "" : qPrintable(tidied.error().message + tidied.error().detail));
        QVERIFY(pair.packs().size() < 10);
        QVERIFY(reader.value()->contains(pair.remote.git({u"rev-parse"_s, u"main~40"_s})).value());
        QCOMPARE(pair.mirror.open().value()->head().value(), pair.head());
    }

    void missesGit()
    {
        Pair pair;
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", pair.directory.path().toLocal8Bit());
        const auto fetched = pair.mirror.fetch();
        qputenv("PATH", path);
        QCOMPARE(fetched.error().kind, ErrorKind::Git);
        QVERIFY(fetched.error().message.contains(u"installed"_s));
    }

    void runsNothingOfARepository()
    {
        Pair pair;
        QVERIFY(pair.mirror.fetch());
        const QString trace = pair.directory.filePath(u"trace"_s);
        for (const QString &hook : {u"reference-transaction"_s, u"post-checkout"_s, u"pre-auto-gc"_s}) {
            QFile file(pair.folder() + u"/repo.git/hooks/"_s + hook);
            QVERIFY(QDir().mkpath(QFileInfo(file).path()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("#!/bin/sh\necho x >> '" + trace.toUtf8() + "'\n");
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        pair.remote.deploy(u"web"_s, u"b2"_s);
        QVERIFY(pair.mirror.fetch()->changed);
        QVERIFY(!QFile::exists(trace));
    }
};

QTEST_GUILESS_MAIN(MirrorTest)

#include "tst_gitops_mirror.moc"
