#include "gitrepo.h"

#include <QElapsedTimer>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsNewestFirstWithTheFirstCommit()
    {
        GitRepo repo;
        QCOMPARE(repo.rows(), QStringList());
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        const QDateTime time = repo.clock.now();
        repo.deploy(u"api"_s, u"b1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"api b1"_s, u"web a1"_s}));
        const auto releases = listReleases(repo.repository(), repo.staging, {.app = u"web"_s});
        QCOMPARE(releases->last().gitopsRef, first);
        QCOMPARE(releases->last().created, time);
        QCOMPARE(releases->last().env, u"staging"_s);
        QCOMPARE(releases->last().version->repositoryName, u"acme/web"_s);
    }

    void filters()
    {
        GitRepo repo;
        for (int i = 1; i <= 5; ++i) {
            repo.deploy(u"web"_s, u"a%1"_s.arg(i));
            repo.deploy(u"api"_s, u"b%1"_s.arg(i));
        }
        const QDateTime third = listReleases(repo.repository(), repo.staging, {.app = u"web"_s})->at(2).created;
        QCOMPARE(repo.rows({.limit = 3}), (QStringList{u"api b5"_s, u"web a5"_s, u"api b4"_s}));
        QCOMPARE(repo.rows({.app = u"web"_s, .limit = 2}), (QStringList{u"web a5"_s, u"web a4"_s}));
        QCOMPARE(repo.rows({.app = u"web"_s, .since = third}), (QStringList{u"web a5"_s, u"web a4"_s, u"web a3"_s}));
        QCOMPARE(repo.rows({.app = u"web"_s, .until = third}), (QStringList{u"web a2"_s, u"web a1"_s}));
        QCOMPARE(repo.rows({.limit = 1, .gitRepo = u"acme/web"_s}), QStringList{u"web a5"_s});
        QCOMPARE(repo.rows({.gitRepo = u"acme/none"_s}), QStringList());
        QCOMPARE(repo.rows({.app = u"none"_s}), QStringList());
        QVERIFY(!listReleases(repo.repository(), repo.staging, {.app = u"../x"_s}));
        QCOMPARE(listReleases(repo.repository(), GitRepo::layout(u"production"_s))->size(), 0);
    }

    void leavesOutEditsByHandAndDeletes()
    {
        GitRepo repo;
        repo.commitByHand(u"start"_s, {{u"README.md"_s, "x"}, {u"staging/flux/a.yaml"_s, "x"}});
        repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9"}});
        repo.commitByHand(u"a note that says: This reverts commit "_s + repo.git({u"rev-parse"_s, u"main~1"_s}),
            {{u"staging/web/note.yaml"_s, "a: 1"}});
        QVERIFY(repo.writer().writeDelete(repo.staging, u"web"_s, u"jane"_s));
        QCOMPARE(repo.rows(), QStringList{u"web a1"_s});
    }

    void takesEachAppsOwnRecord()
    {
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"two at once"_s,
            {{u"staging/web/release.json"_s, R"({"app":"liar","env":"prod","artifactId":"a2"})"},
                {u"staging/api/release.json"_s, R"({"artifactId":"b1","version":null})"},
                {u"staging/release.json"_s, R"({"app":"web","artifactId":"zzz"})"}});
        QCOMPARE(repo.rows(), (QStringList{u"api b1"_s, u"web a2"_s, u"web a1"_s}));
    }

    void skipsOddRecordsAndNoNeighbours_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("not JSON") << QByteArray("{nope") << QByteArray("100644");
        QTest::newRow("empty") << QByteArray("") << QByteArray("100644");
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("100644");
        QTest::newRow("null") << QByteArray("null") << QByteArray("100644");
        QTest::newRow("wrong types") << QByteArray(R"({"app":1})") << QByteArray("100644");
        QTest::newRow("huge") << QByteArray(R"({"artifactId":")") + QByteArray(1'100'000, 'x') + "\"}"
                              << QByteArray("100644");
        QTest::newRow("a link") << QByteArray("/etc/passwd") << QByteArray("120000");
        QTest::newRow("invalid UTF-8") << QByteArray("{\"app\":\"\xff\xfe\xc0") << QByteArray("100644");
    }

    void skipsOddRecordsAndNoNeighbours()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QByteArray, mode);
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"odd"_s, {{u"staging/web/release.json"_s, content}}, mode);
        const auto current = currentReleases(repo.repository(), repo.staging);
        QVERIFY(current->contains(u"web"_s));
        QVERIFY(!current->value(u"web"_s));
        repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"web a1"_s}));
        QVERIFY(current);
    }

    void skipsAModuleInPlaceOfARecord()
    {
        GitRepo repo;
        const QByteArray hash = repo.deploy(u"web"_s, u"a1"_s).toLatin1();
        repo.git({u"fast-import"_s, u"--quiet"_s},
            "commit refs/heads/main\ncommitter J <j@x> 1795428000 +0000\ndata 1\nx\nfrom " + hash + "\nM 160000 " + hash
                + " staging/web/release.json\nM 160000 " + hash + " staging/module\n");
        QCOMPARE(repo.rows(), QStringList{u"web a1"_s});
        QCOMPARE(currentReleases(repo.repository(), repo.staging)->keys(), QStringList{u"web"_s});
    }

    void takesARevertOnlyFromTheFolderItTouches()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"Revert \"x\"\n\nThis reverts commit %1."_s.arg(first), {{u"staging/api/x.yaml"_s, "a: 1"}});
        repo.commitByHand(u"Revert \"x\"\n\nThis reverts commit %1."_s.arg(first), {{u"README.md"_s, "a: 1"}});
        QCOMPARE(repo.rows(), QStringList{u"web a1"_s});
    }

    void followsTheMainLineThroughMerges()
    {
        GitRepo repo;
        const QString base = repo.deploy(u"web"_s, u"a1"_s);
        repo.git({u"branch"_s, u"side"_s, base});
        repo.deploy(u"api"_s, u"b1"_s);
        const QByteArray record = R"({"artifactId":"a2"})";
        const QString main = repo.git({u"rev-parse"_s, u"main"_s});
        repo.git({u"fast-import"_s, u"--quiet"_s, u"--force"_s},
            "commit refs/heads/side\ncommitter J <j@x> 1795438000 +0000\ndata 4\nside\nfrom " + base.toLatin1()
                + "\nM 100644 inline staging/web/release.json\ndata " + QByteArray::number(record.size()) + '\n'
                + record + "\n\ncommit refs/heads/main\ncommitter J <j@x> 1795438060 +0000\ndata 5\nmerge\nfrom "
                + main.toLatin1() + "\nmerge refs/heads/side\nM 100644 inline staging/web/release.json\ndata "
                + QByteArray::number(record.size()) + '\n' + record + '\n');
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"api b1"_s, u"web a1"_s}));
        QCOMPARE(
            listReleases(repo.repository(), repo.staging)->first().gitopsRef, repo.git({u"rev-parse"_s, u"main"_s}));
    }

    void startsOverAfterARewrite()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        QCOMPARE(repo.rows().size(), 2);
        repo.git({u"update-ref"_s, u"refs/heads/main"_s, first});
        QCOMPARE(repo.rows(), QStringList{u"web a1"_s});
        repo.deploy(u"web"_s, u"a3"_s);
        QCOMPARE(repo.rows(), (QStringList{u"web a3"_s, u"web a1"_s}));
        repo.git({u"update-ref"_s, u"-d"_s, u"refs/heads/main"_s});
        QCOMPARE(repo.rows(), QStringList());
    }

    void saysWhatIsCurrent()
    {
        GitRepo repo;
        QCOMPARE(currentReleases(repo.repository(), repo.staging).error().kind, ErrorKind::NotFound);
        repo.commitByHand(u"start"_s,
            {{u"staging/flux/a.yaml"_s, "x"}, {u"staging/.hidden/a.yaml"_s, "x"}, {u"staging/infra/a.yaml"_s, "x"}});
        repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        const auto current = currentReleases(repo.repository(), repo.staging);
        QVERIFY(current);
        QCOMPARE(current->keys(), (QStringList{u"infra"_s, u"web"_s}));
        QCOMPARE(current->value(u"infra"_s), std::nullopt);
        QCOMPARE(current->value(u"web"_s)->artifactId, u"a2"_s);
        QCOMPARE(current->value(u"web"_s)->gitopsRef, QString());
        QVERIFY(!current->value(u"web"_s)->created.isValid());
        QCOMPARE(
            currentReleases(repo.repository(), GitRepo::layout(u"production"_s)).error().kind, ErrorKind::NotFound);
    }

    void readsLongHistoriesOnceAndPagesQuickly()
    {
        GitRepo repo;
        QByteArray stream;
        for (int i = 0; i < 3000; ++i) {
            const QByteArray app = "app-" + QByteArray::number(i % 20);
            const QByteArray record = "{\"artifactId\":\"" + QByteArray::number(i) + "\"}";
            stream += "commit refs/heads/main\ncommitter J <j@x> " + QByteArray::number(1'700'000'000 + i * 60)
                + " +0000\ndata 1\nx\nM 100644 inline staging/" + app + "/release.json\ndata "
                + QByteArray::number(record.size()) + '\n' + record + '\n';
        }
        repo.git({u"fast-import"_s, u"--quiet"_s}, stream);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(listReleases(repo.repository(), repo.staging, {.limit = 20})->size(), 20);
        const qint64 page = timer.nsecsElapsed();
        QCOMPARE(listReleases(repo.repository(), repo.staging)->size(), 3000);
        const qint64 whole = timer.nsecsElapsed() - page;
        // The first page does not wait for the rest of the history.
        QVERIFY2(page * 4 < whole, qPrintable(u"%1 %2"_s.arg(page).arg(whole)));
        QCOMPARE(repo.rows({.app = u"app-7"_s}).size(), 150);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_gitops_history.moc"
