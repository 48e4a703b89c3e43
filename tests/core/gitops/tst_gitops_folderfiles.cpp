#include "gitrepo.h"

#include <gitops/folderfiles.h>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

/// What an app's folder holds, whatever git lets people put there.
class FolderFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachFileWithItsContent()
    {
        GitRepo repo;
        const QString commit = repo.commitByHand(u"more"_s,
            {{u"staging/web/a.yaml"_s, "a: 1\n"}, {u"staging/web/deep/b.yaml"_s, "b: 2\n"},
                {u"staging/web/release.json"_s, "{}"}});
        const auto folder = readFolder(repo.repository(), commit, repo.staging, u"web"_s);
        QVERIFY(folder);
        QVERIFY(folder->present);
        QCOMPARE(folder->files.size(), 3);
        QCOMPARE(folder->files[0].path, u"a.yaml"_s);
        QCOMPARE(folder->files[0].content, "a: 1\n");
        QCOMPARE(folder->files[0].size, 5);
        QCOMPARE(folder->files[1].path, u"deep/b.yaml"_s);
        QCOMPARE(readFolder(repo.repository(), folder->id).value(), *folder);
    }

    void anAppThatIsNotThereHasNoFolder()
    {
        GitRepo repo;
        const QString commit = repo.deploy(u"web"_s, u"a1"_s);
        const auto folder = readFolder(repo.repository(), commit, repo.staging, u"api"_s);
        QVERIFY(folder);
        QVERIFY(!folder->present);
        QVERIFY(folder->files.isEmpty());
    }

    void linksAreNamedAndNotFollowed()
    {
        GitRepo repo;
        const QString commit = repo.commitByHand(u"link"_s, {{u"staging/web/passwd"_s, "/etc/passwd"}}, "120000");
        const auto folder = readFolder(repo.repository(), commit, repo.staging, u"web"_s);
        QVERIFY(folder);
        QCOMPARE(folder->files.value(0).state, FolderFile::State::NotAFile);
        QVERIFY(folder->files.value(0).content.isEmpty());
    }

    void aHugeFileIsToldByItsSize()
    {
        GitRepo repo;
        const QString commit = repo.commitByHand(
            u"huge"_s, {{u"staging/web/big.yaml"_s, QByteArray(3'000'000, 'x')}, {u"staging/web/ok.yaml"_s, "ok: 1"}});
        const auto folder = readFolder(repo.repository(), commit, repo.staging, u"web"_s);
        QVERIFY(folder);
        QCOMPARE(folder->files.value(0).state, FolderFile::State::TooLarge);
        QCOMPARE(folder->files.value(0).size, 3'000'000);
        QCOMPARE(folder->files.value(1).content, "ok: 1");
    }

    void tellsWhichFilesACommitChanged()
    {
        GitRepo repo;
        repo.commitByHand(u"first"_s,
            {{u"staging/web/a.yaml"_s, "a: 1"}, {u"staging/web/b.yaml"_s, "b: 1"}, {u"staging/api/x.yaml"_s, "x: 1"}});
        const QString commit = repo.commitByHand(u"second"_s,
            {{u"staging/web/a.yaml"_s, "a: 2"}, {u"staging/web/b.yaml"_s, {}}, {u"staging/web/c.yaml"_s, "c: 1"},
                {u"staging/api/x.yaml"_s, "x: 2"}});
        const QList<FileChange> expected{{u"a.yaml"_s, FileChange::Kind::Changed},
            {u"b.yaml"_s, FileChange::Kind::Removed}, {u"c.yaml"_s, FileChange::Kind::Added}};
        QCOMPARE(filesChanged(repo.repository(), commit, repo.staging, u"web"_s).value(), expected);
    }

    void theFirstCommitAddsAllItHas()
    {
        GitRepo repo;
        const QString commit = repo.commitByHand(u"first"_s, {{u"staging/web/a.yaml"_s, "a: 1"}});
        const QList<FileChange> expected{{u"a.yaml"_s, FileChange::Kind::Added}};
        QCOMPARE(filesChanged(repo.repository(), commit, repo.staging, u"web"_s).value(), expected);
    }

    void refusesWhatIsNoFullHashOrNoAppName()
    {
        GitRepo repo;
        const QString commit = repo.deploy(u"web"_s, u"a1"_s);
        QCOMPARE(
            readFolder(repo.repository(), commit.left(10), repo.staging, u"web"_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(readFolder(repo.repository(), commit, repo.staging, u"../web"_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(
            readFolder(repo.repository(), QString(40, u'1'), repo.staging, u"web"_s).error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(FolderFilesTest)
#include "tst_gitops_folderfiles.moc"
