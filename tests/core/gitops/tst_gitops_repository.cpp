#include "gitrepo.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class RepositoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesABareRepositoryOnce()
    {
        GitRepo repo;
        QCOMPARE(repo.git({u"symbolic-ref"_s, u"HEAD"_s}), u"refs/heads/main"_s);
        QCOMPARE(repo.git({u"config"_s, u"core.bare"_s}), u"true"_s);
        QCOMPARE(repo.repository().head().value(), std::nullopt);
        const QString hash = repo.deploy(u"web"_s, u"a1"_s);
        const auto again = Repository::openOrInit(repo.path());
        QVERIFY(again);
        QCOMPARE((*again)->head().value(), std::optional(hash));
        // Nothing half made is left beside it.
        QCOMPARE(QDir(repo.path() + u"/.."_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{u"gitops.git"_s});
    }

    void takesAnEmptyFolderAndNoOther()
    {
        QTemporaryDir directory;
        QVERIFY(QDir(directory.path()).mkdir(u"empty"_s));
        QVERIFY(Repository::openOrInit(directory.filePath(u"empty"_s)));
        QVERIFY(QDir(directory.path()).mkpath(u"full/of/things"_s));
        const auto full = Repository::openOrInit(directory.filePath(u"full"_s));
        QVERIFY(!full);
        QCOMPARE(full.error().kind, ErrorKind::NotFound);
        QCOMPARE(Repository::open(directory.filePath(u"nothing"_s)).error().kind, ErrorKind::NotFound);
    }

    void movesTheBranchOnlyFromWhereItIs()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.repository().advance(first, first, u"test"_s), Result<bool>(false));
        QCOMPARE(repo.repository().advance(std::nullopt, first, u"test"_s), Result<bool>(false));
        QCOMPARE(repo.repository().head().value(), std::optional(second));
        QCOMPARE(repo.repository().advance(second, first, u"test"_s), Result<bool>(true));
        QCOMPARE(repo.repository().head().value(), std::optional(first));
        repo.git({u"update-ref"_s, u"-d"_s, u"refs/heads/main"_s});
        QCOMPARE(repo.repository().advance(first, second, u"test"_s), Result<bool>(false));
        QVERIFY(!repo.repository().advance(first, u"abc"_s, u"test"_s));
    }

    void knowsWhichCommitsItHolds()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QString second = repo.deploy(u"web"_s, u"a2"_s);
        QVERIFY(repo.repository().contains(first).value());
        QVERIFY(repo.repository().contains(second).value());
        QVERIFY(!repo.repository().contains(first.left(10)).value());
        QVERIFY(!repo.repository().contains(QString(40, u'0')).value());
        QVERIFY(!repo.repository().contains(QString(40, u'a')).value());
        QVERIFY(repo.repository().advance(second, first, u"test"_s).value());
        QVERIFY(!repo.repository().contains(second).value());
    }

    void breaksALockThatAKilledProgramLeft()
    {
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        QFile lock(repo.path() + u"/refs/heads/main.lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        lock.close();
        QVERIFY2(repo.deploy(u"web"_s, u"a2"_s).size() == 40, "the branch stays locked");
    }

    void saysWhenItCannotBeRead()
    {
        GitRepo repo;
        const QString hash = repo.deploy(u"web"_s, u"a1"_s);
        const QString object = repo.path() + u"/objects/"_s + hash.left(2) + u'/' + hash.mid(2);
        QVERIFY(QFile::remove(object));
        const auto listed = listReleases(repo.repository(), repo.staging);
        QVERIFY(!listed);
        QCOMPARE(listed.error().kind, ErrorKind::Git);
        QVERIFY(!listed.error().detail.isEmpty());
        QCOMPARE(currentReleases(repo.repository(), repo.staging).error().kind, ErrorKind::Git);
        QVERIFY(
            !repo.writer().writeRelease(repo.staging, GitRepo::release(u"web"_s, u"a2"_s), GitRepo::files(u"a2"_s)));
    }

    void ignoresThePersonsOwnConfiguration()
    {
        QTemporaryDir home;
        QFile config(home.filePath(u".gitconfig"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[broken");
        config.close();
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toLocal8Bit());
        GitRepo repo;
        QCOMPARE(repo.deploy(u"web"_s, u"a1"_s).size(), 40);
        qputenv("HOME", before);
    }
};

QTEST_GUILESS_MAIN(RepositoryTest)
#include "tst_gitops_repository.moc"
