#include "gitrepo.h"

#include <QJsonDocument>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deploysAsGimletDoes()
    {
        GitRepo repo;
        gimlet::Release release = GitRepo::release(u"web"_s, u"acme/web-1"_s);
        release.gitopsRef = u"not written"_s;
        release.version->message = u"Fix \"login\"\n<b>ű</b>"_s;
        release.version->created = repo.clock.now();
        const auto written = repo.writer().writeRelease(repo.staging, release,
            {{u"deployment.yaml"_s, "kind: Deployment\n"}, {u"service.yaml"_s, "kind: Service\n"}});
        QVERIFY(written);
        QCOMPARE(written->commits.size(), 1);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main"_s}), written->hash());
        QCOMPARE(repo.git({u"log"_s, u"--format=%B|%an <%ae>|%cn <%ce>|%cI"_s}),
            u"[Gimlet] staging/web automated deploy\n|Gimlet <gimlet@gimlet.io>|Gimlet <gimlet@gimlet.io>|2026-11-23T10:00:00+00:00"_s
                .remove(u'\n'));
        QCOMPARE(repo.git({u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s}),
            u"staging/release.json\nstaging/web/deployment.yaml\nstaging/web/release.json\nstaging/web/service.yaml"_s);
        QCOMPARE(repo.show(u"staging/web/service.yaml"_s), u"kind: Service"_s);
        const QString record = repo.show(u"staging/web/release.json"_s);
        QCOMPARE(record,
            u"{\"app\":\"web\",\"env\":\"staging\",\"artifactId\":\"acme/"
            u"web-1\",\"triggeredBy\":\"policy\",\"version\":{"
            "\"repositoryName\":\"acme/web\",\"sha\":\"acme/web-1\",\"created\":1795428000,"
            "\"message\":\"Fix "
            "\\\"login\\\"\\n<b>ű</b>\"},\"gitopsRef\":\"\",\"gitopsRepo\":\"\",\"gitopsCommitStatus\":\"\","
            "\"gitopsCommitStatusDesc\":\"\"}"_s);
        QCOMPARE(repo.show(u"staging/release.json"_s), record);
        QCOMPARE(repo.fsck(), QString());
    }

    void replacesTheAppsFolderAndLeavesOthersAlone()
    {
        GitRepo repo;
        repo.commitByHand(u"by hand"_s,
            {{u"README.md"_s, "hello"}, {u"staging/web/old.yaml"_s, "a: 1"}, {u"staging/flux/x.yaml"_s, "a: 1"},
                {u"production/web/x.yaml"_s, "a: 1"}});
        repo.deploy(u"api"_s, u"b1"_s);
        repo.deploy(u"web"_s, u"a1"_s);
        QCOMPARE(repo.git({u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s}).split(u'\n'),
            (QStringList{u"README.md"_s, u"production/web/x.yaml"_s, u"staging/api/manifest.yaml"_s,
                u"staging/api/release.json"_s, u"staging/flux/x.yaml"_s, u"staging/release.json"_s,
                u"staging/web/manifest.yaml"_s, u"staging/web/release.json"_s}));
        QCOMPARE(repo.fsck(), QString());
    }

    void putsAppsAtTheRootOfARepoPerEnvironment()
    {
        GitRepo repo;
        const Layout layout = GitRepo::layout(u"production"_s, true);
        QVERIFY(repo.writer().writeRelease(
            layout, GitRepo::release(u"web"_s, u"a1"_s, u"production"_s), GitRepo::files(u"a1"_s)));
        QCOMPARE(repo.git({u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s}),
            u"release.json\nweb/manifest.yaml\nweb/release.json"_s);
        QCOMPARE(repo.git({u"log"_s, u"--format=%s"_s}), u"[Gimlet] production/web automated deploy"_s);
        QCOMPARE(listReleases(repo.repository(), layout)->size(), 1);
        QCOMPARE(currentReleases(repo.repository(), layout)->keys(), QStringList{u"web"_s});
    }

    void changesNothingForTheSameFilesAndArtifact()
    {
        GitRepo repo;
        const QString hash = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        gimlet::Release again = GitRepo::release(u"web"_s, u"a1"_s);
        again.triggeredBy = u"jane"_s;
        const auto same = repo.writer().writeRelease(repo.staging, again, GitRepo::files(u"a1"_s));
        QVERIFY(same);
        QVERIFY(same->nothingChanged());
        QCOMPARE(same->hash(), QString());
        QCOMPARE(repo.git({u"rev-list"_s, u"--count"_s, u"main"_s}), u"2"_s);

        const auto otherArtifact =
            repo.writer().writeRelease(repo.staging, GitRepo::release(u"web"_s, u"a2"_s), GitRepo::files(u"a1"_s));
        QVERIFY(!otherArtifact->nothingChanged());
        const auto otherFiles =
            repo.writer().writeRelease(repo.staging, GitRepo::release(u"web"_s, u"a2"_s), GitRepo::files(u"x"_s));
        QVERIFY(!otherFiles->nothingChanged());
        QCOMPARE(repo.rows(), (QStringList{u"web a2"_s, u"web a2"_s, u"api b1"_s, u"web a1"_s}));
    }

    void overwritesWhatWasEditedByHand()
    {
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9"}});
        QCOMPARE(repo.deploy(u"web"_s, u"a1"_s).size(), 40);
        QCOMPARE(repo.rows(), (QStringList{u"web a1"_s, u"web a1"_s}));
    }

    void refusesBadNamesFilesAndEnvironments()
    {
        GitRepo repo;
        const auto write = [&](const QString &app, const QString &env, const QMap<QString, QByteArray> &files) {
            const auto written = repo.writer().writeRelease(repo.staging, GitRepo::release(app, u"a"_s, env), files);
            return written ? ErrorKind::Unknown : written.error().kind;
        };
        const auto good = GitRepo::files(u"a"_s);
        QCOMPARE(write(u"../web"_s, u"staging"_s, good), ErrorKind::Invalid);
        QCOMPARE(write(u"flux"_s, u"staging"_s, good), ErrorKind::Invalid);
        QCOMPARE(write(u"web"_s, u"production"_s, good), ErrorKind::Invalid);
        QCOMPARE(write(u"web"_s, u"staging"_s, {}), ErrorKind::Invalid);
        QCOMPARE(write(u"web"_s, u"staging"_s, {{u"../x.yaml"_s, "a"}}), ErrorKind::Invalid);
        QCOMPARE(write(u"web"_s, u"staging"_s, {{u"release.json"_s, "a"}}), ErrorKind::Invalid);
        QCOMPARE(repo.repository().head().value(), std::nullopt);
        repo.commitByHand(u"a file in the way"_s, {{u"staging"_s, "x"}});
        QCOMPARE(write(u"web"_s, u"staging"_s, good), ErrorKind::Git);
    }

    void deletesOnlyTheApp()
    {
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        const auto deleted = repo.writer().writeDelete(repo.staging, u"web"_s, u"jane\n\nThis reverts"_s);
        QVERIFY(deleted);
        QCOMPARE(
            repo.git({u"log"_s, u"-1"_s, u"--format=%B"_s}), u"[Gimlet] staging/web deleted by jane  This reverts"_s);
        QCOMPARE(repo.git({u"ls-tree"_s, u"--name-only"_s, u"main:staging"_s}), u"api\nrelease.json"_s);
        QVERIFY(repo.writer().writeDelete(repo.staging, u"web"_s, u"jane"_s)->nothingChanged());
        QVERIFY(!repo.writer().writeDelete(repo.staging, u".."_s, u"jane"_s));
        QCOMPARE(repo.rows(), (QStringList{u"api b1"_s, u"web a1"_s}));
        QCOMPARE(repo.fsck(), QString());
    }

    void startsOverWhenTheBranchMoved()
    {
        GitRepo repo;
        repo.deploy(u"web"_s, u"a1"_s);
        // Another program commits between our reading the head and our moving the branch: the clock is read in between.
        class MeddlingClock final : public Clock
        {
        public:
            explicit MeddlingClock(GitRepo &repo, int times) : m_repo(repo), m_times(times) { }
            QDateTime now() const override
            {
                if (m_times-- > 0)
                    m_repo.commitByHand(u"meddling"_s, {{u"note-%1"_s.arg(m_times), "x"}});
                return m_repo.clock.now();
            }

        private:
            GitRepo &m_repo;
            mutable int m_times;
        };
        const MeddlingClock twice(repo, 2);
        const auto written =
            Writer(repo.repository(), twice)
                .writeRelease(repo.staging, GitRepo::release(u"web"_s, u"a2"_s), GitRepo::files(u"a2"_s));
        QVERIFY(written);
        QCOMPARE(repo.git({u"log"_s, u"--format=%s"_s}).split(u'\n'),
            (QStringList{u"[Gimlet] staging/web automated deploy"_s, u"meddling"_s, u"meddling"_s,
                u"[Gimlet] staging/web automated deploy"_s}));
        const MeddlingClock always(repo, 100);
        const auto failed =
            Writer(repo.repository(), always)
                .writeRelease(repo.staging, GitRepo::release(u"web"_s, u"a3"_s), GitRepo::files(u"a3"_s));
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, ErrorKind::Git);
    }

    void knowsAfterAKillWhatAnEventWrote()
    {
        GitRepo repo;
        const QString event = u"455df17a-5321-4fb8-bc5d-9d32ccf3a621"_s;
        const auto write = [&](const QString &app, int index) {
            return repo.writer().writeRelease(
                repo.staging, GitRepo::release(app, u"a1"_s), GitRepo::files(u"a1"_s), {event, index});
        };
        QCOMPARE(repo.writer().commitOfEvent(event, 0).value(), std::nullopt);
        const QString web = write(u"web"_s, 0)->hash();
        const QString api = write(u"api"_s, 1)->hash();
        QCOMPARE(repo.writer().commitOfEvent(event, 0).value(), std::optional(web));
        QCOMPARE(repo.writer().commitOfEvent(event, 1).value(), std::optional(api));
        QCOMPARE(repo.writer().commitsOfEvent(event).value(), (QStringList{web, api}));

        // Killed after the mark, before the branch moved.
        QVERIFY(repo.repository().advance(api, web, u"kill"_s).value());
        QCOMPARE(repo.writer().commitOfEvent(event, 1).value(), std::nullopt);
        repo.clock.advance(std::chrono::minutes(1));
        const QString again = write(u"api"_s, 1)->hash();
        QVERIFY(again != api);
        QCOMPARE(repo.writer().commitOfEvent(event, 1).value(), std::optional(again));

        QVERIFY(repo.writer().forgetEvent(event));
        QCOMPARE(repo.git({u"for-each-ref"_s, u"refs/coupe"_s}), QString());
        QCOMPARE(repo.writer().commitOfEvent(event, 0).value(), std::nullopt);
        QVERIFY(repo.writer().forgetEvent(event));
        QCOMPARE(repo.fsck(), QString());
    }

    void removesMarksThatAKilledProgramLeftLocked()
    {
        GitRepo repo;
        const QString event = u"event-1"_s;
        QVERIFY(repo.writer().writeRelease(
            repo.staging, GitRepo::release(u"web"_s, u"a1"_s), GitRepo::files(u"a1"_s), {event, 0}));
        QFile lock(repo.path() + u"/refs/coupe/events/event-1/0.lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        lock.close();
        QVERIFY(repo.writer().forgetEvent(event));
        QCOMPARE(repo.git({u"for-each-ref"_s, u"refs/coupe"_s}), QString());
    }

    void marksEveryCommitOfARollback()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        repo.deploy(u"web"_s, u"a3"_s);
        const auto written = repo.writer().writeRollback(repo.staging, u"web"_s, first, u"event-1"_s);
        QVERIFY(written);
        QCOMPARE(written->commits.size(), 2);
        QCOMPARE(repo.writer().commitsOfEvent(u"event-1"_s).value(), written->commits);
        QCOMPARE(repo.git({u"ls-remote"_s, repo.path()}).contains(u"refs/coupe"_s), false);
    }

    void refusesEventIdsThatAreNoNames()
    {
        GitRepo repo;
        for (const QString &id : {u"../../heads/main"_s, u"a b"_s, u"x.lock"_s, u"-x"_s, QString(200, u'a')}) {
            QVERIFY(!repo.writer().commitOfEvent(id, 0));
            QVERIFY(!repo.writer().forgetEvent(id));
            QVERIFY(!repo.writer().writeDelete(repo.staging, u"web"_s, u"jane"_s, {id, 0}));
        }
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_gitops_writer.moc"
