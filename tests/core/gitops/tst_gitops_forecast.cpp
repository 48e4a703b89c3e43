#include "gitrepo.h"

#include <gitops/rollbackforecast.h>

#include <QDirIterator>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;
using Fate = ForecastStep::Fate;

/// What a rollback would do, told before anybody is asked to do it.
class ForecastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePreviousReleaseIsOneRevertAway()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(told.head, second);
        QCOMPARE(told.target, first);
        QCOMPARE(told.commitsOnTop, 1);
        QCOMPARE(fates(told), u"reverts"_s);
        const ForecastStep &step = told.steps.first();
        QCOMPARE(step.commit, second);
        QCOMPARE(step.subject, u"[Gimlet] staging/web automated deploy"_s);
        QCOMPARE(step.author, u"Jane"_s);
        QCOMPARE(step.time, repo.clock.now());
        QCOMPARE(step.time.timeSpec(), Qt::UTC);
        QVERIFY(!told.conflicts && !told.nothingToDo && told.reachesTarget && !told.removesApp);
        QCOMPARE(content(told.now), "image: a2\n");
        QCOMPARE(content(told.after), "image: a1\n");
        QCOMPARE(told.wanted, told.after);
        QCOMPARE(told.rootAfter, repo.git({u"rev-parse"_s, first + u"^{tree}"_s}));
        QVERIFY(told.otherTargets.isEmpty());
    }

    void anotherAppInBetweenMakesTheSecondRevertConflict()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        deploy(repo, u"api"_s, "b1");
        const QString third = deploy(repo, u"web"_s, "a3");
        deploy(repo, u"worker"_s, "c1", {u"production"_s});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"reverts conflicts"_s);
        QCOMPARE(told.steps[0].commit, third);
        QCOMPARE(told.steps[1].commit, second);
        QCOMPARE(told.steps[1].conflicts, QStringList{u"staging/release.json"_s});
        QVERIFY(!told.steps[1].reason.isEmpty());
        QCOMPARE(told.conflictCauses, QStringList{u"staging/api"_s});
        QVERIFY(told.conflicts && !told.reachesTarget && !told.nothingToDo);
        QCOMPARE(told.after, Folder());
        QCOMPARE(content(told.wanted), "image: a1\n");
        QCOMPARE(told.rootAfter, QString());
        // What lies below the conflict is not tried.
        QCOMPARE(forecast(repo, u"web"_s, second).conflicts, false);
    }

    void anotherAppAtopMakesTheFirstRevertConflict()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        deploy(repo, u"web"_s, "a2");
        deploy(repo, u"web"_s, "a3");
        deploy(repo, u"api"_s, "b1");
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"conflicts not-reached"_s);
        QCOMPARE(told.conflictCauses, QStringList{u"staging/api"_s});
    }

    void withoutASharedRecordAppsDoNotGetInEachOthersWay()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1", {u"staging"_s, false});
        deploy(repo, u"web"_s, "a2", {u"staging"_s, false});
        deploy(repo, u"api"_s, "b1", {u"staging"_s, false});
        deploy(repo, u"web"_s, "a3", {u"staging"_s, false});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"reverts reverts"_s);
        QVERIFY(told.reachesTarget);
        QVERIFY(told.otherTargets.isEmpty());
    }

    void anEnvironmentWithTheRepositoryToItself()
    {
        GitRepo repo;
        const Layout sole = GitRepo::layout(u"production"_s, true);
        const QString first = deploy(repo, u"web"_s, "a1", {QString()});
        deploy(repo, u"web"_s, "a2", {QString()});
        const auto told = forecastRollback(repo.repository(), sole, u"web"_s, first, RollbackRules::Gimlet);
        QVERIFY(told);
        QVERIFY(told->reachesTarget);
        deploy(repo, u"api"_s, "b1", {QString()});
        const auto conflict = forecastRollback(repo.repository(), sole, u"web"_s, first, RollbackRules::Gimlet);
        QVERIFY(conflict);
        QCOMPARE(conflict->steps[0].conflicts, QStringList{u"release.json"_s});
        QCOMPARE(conflict->conflictCauses, QStringList{u"production/api"_s});
    }

    void aDeleteIsRevertedFirst()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        deploy(repo, u"web"_s, "a2");
        repo.commitByHand(u"[GimletD delete] staging/web deleted by jane"_s, {{u"staging/web"_s, {}}});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"reverts reverts"_s);
        QVERIFY(!told.now.present);
        QVERIFY(told.reachesTarget && !told.removesApp);
        QCOMPARE(content(told.after), "image: a1\n");
    }

    void theCurrentReleaseNeedsNothing()
    {
        GitRepo repo;
        deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        deploy(repo, u"api"_s, "b1");
        for (const RollbackRules rules : {RollbackRules::Gimlet, RollbackRules::Coupe}) {
            const RollbackForecast told = forecast(repo, u"web"_s, second, rules);
            QVERIFY(told.steps.isEmpty());
            QVERIFY(told.nothingToDo && told.reachesTarget && !told.conflicts);
            QCOMPARE(told.after, told.now);
            QCOMPARE(told.commitsOnTop, 1);
        }
    }

    void whatWasRevertedBeforeIsLeftOut()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        revert(repo, second);
        const RollbackForecast already = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(already), u"already"_s);
        QVERIFY(already.nothingToDo && already.reachesTarget);
        deploy(repo, u"web"_s, "a3");
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"reverts already"_s);
        QVERIFY(told.reachesTarget);
    }

    void aRevertedRevertStaysReverted()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        const QString undo = revert(repo, second);
        revert(repo, undo);
        // The release is live again, and Gimlet neither reverts it nor says so.
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"already"_s);
        QVERIFY(told.nothingToDo && !told.reachesTarget);
        QCOMPARE(content(told.after), "image: a2\n");
        QVERIFY(checkRollbackTarget(repo.repository(), repo.staging, u"web"_s, second));
    }

    void editsByHandAreTakenBackWithWhateverElseTheyTouched()
    {
        GitRepo repo;
        deploy(repo, u"api"_s, "b1");
        const QString first = deploy(repo, u"web"_s, "a1");
        repo.commitByHand(u"scale"_s,
            {{u"staging/web/manifest.yaml"_s, "replicas: 9\n"}, {u"staging/api/manifest.yaml"_s, "replicas: 9\n"},
                {u"production/api/manifest.yaml"_s, "replicas: 9\n"}, {u"README.md"_s, "more"}});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"reverts"_s);
        const QStringList others{u"production/api"_s, u"staging/api"_s};
        QCOMPARE(told.steps[0].alsoTouches, others);
        QCOMPARE(told.otherTargets, others);
        QVERIFY(told.reachesTarget);

        // Our own service leaves the others alone.
        const RollbackForecast ours = forecast(repo, u"web"_s, first, RollbackRules::Coupe);
        QCOMPARE(ours.steps[0].alsoTouches, others);
        QVERIFY(ours.otherTargets.isEmpty());
    }

    void aRevertThatChangesNothingStopsTheServer()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9\n"}});
        repo.commitByHand(u"This reverts commit, says the message"_s, {{u"staging/web/manifest.yaml"_s, "image: a1\n"}});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"no-effect"_s);
        QVERIFY(told.conflicts && !told.steps[0].reason.isEmpty());
        QVERIFY(told.conflictCauses.isEmpty());
    }

    void aMergeCannotBeReverted()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        const QString tree = repo.git({u"rev-parse"_s, second + u"^{tree}"_s});
        repo.git({u"update-ref"_s, u"refs/heads/main"_s, first});
        repo.git({u"update-ref"_s, u"refs/heads/main"_s,
            repo.git({u"-c"_s, u"user.name=Jane"_s, u"-c"_s, u"user.email=j@x"_s, u"commit-tree"_s, tree, u"-p"_s, first,
                u"-p"_s, second, u"-m"_s, u"Merge"_s})});
        const RollbackForecast told = forecast(repo, u"web"_s, first);
        QCOMPARE(fates(told), u"conflicts"_s);
        QVERIFY(told.steps[0].reason.contains(u"merge"_s));
        QVERIFY(told.steps[0].conflicts.isEmpty());
    }

    void saysSoWhenTheAppWouldBeGone()
    {
        GitRepo repo;
        repo.commitByHand(u"begin"_s, {{u"README.md"_s, "x"}});
        deploy(repo, u"web"_s, "a0", {u"staging"_s, false});
        repo.commitByHand(u"[GimletD delete] staging/web deleted by jane"_s, {{u"staging/web"_s, {}}});
        const QString target = deploy(repo, u"web"_s, "a1", {u"staging"_s, false});
        repo.commitByHand(u"[GimletD delete] staging/web deleted by jane"_s, {{u"staging/web"_s, {}}});
        // Brought back in a way that nobody reverts; the delete counts as reverted because its hash is mentioned.
        const QString gone = repo.git({u"rev-parse"_s, u"main"_s});
        repo.commitByHand(u"This reverts commit %1 and more"_s.arg(gone),
            {{u"staging/web/release.json"_s, "{}"}, {u"staging/web/manifest.yaml"_s, "image: a1\n"}});
        repo.commitByHand(u"This reverts commit"_s, {{u"staging/web"_s, {}}});
        deploy(repo, u"web"_s, "a2", {u"staging"_s, false});
        const RollbackForecast told = forecast(repo, u"web"_s, target);
        QCOMPARE(fates(told), u"reverts already"_s);
        QVERIFY(told.removesApp && !told.reachesTarget && !told.after.present);
    }

    void ourOwnServiceNeverConflicts()
    {
        GitRepo repo;
        const QString first = repo.deploy(u"web"_s, u"a1"_s);
        repo.deploy(u"web"_s, u"a2"_s);
        repo.deploy(u"api"_s, u"b1"_s);
        repo.deploy(u"web"_s, u"a3"_s);
        QVERIFY(forecast(repo, u"web"_s, first).conflicts);
        const RollbackForecast told = forecast(repo, u"web"_s, first, RollbackRules::Coupe);
        QCOMPARE(fates(told), u"reverts reverts"_s);
        QVERIFY(told.reachesTarget && !told.conflicts);
        QCOMPARE(repo.rollBack(u"web"_s, first).size(), 2);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main^{tree}"_s}), told.rootAfter);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main:staging/web"_s}), told.after.id);
    }

    void refusesEveryTargetThatWouldDoHarm_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("short") << u"short"_s << ErrorKind::Invalid;
        QTest::newRow("upper case") << u"upper"_s << ErrorKind::Invalid;
        QTest::newRow("branch") << u"main"_s << ErrorKind::Invalid;
        QTest::newRow("nothing") << QString() << ErrorKind::Invalid;
        QTest::newRow("unknown") << QString(40, u'a') << ErrorKind::NotFound;
        QTest::newRow("a folder's") << u"folder"_s << ErrorKind::NotFound;
        QTest::newRow("another app's") << u"foreign"_s << ErrorKind::NotFound;
        QTest::newRow("edit by hand") << u"edit"_s << ErrorKind::Invalid;
        QTest::newRow("rolled back") << u"undone"_s << ErrorKind::Invalid;
        QTest::newRow("a revert") << u"revert"_s << ErrorKind::Invalid;
    }

    void refusesEveryTargetThatWouldDoHarm()
    {
        QFETCH(QString, target);
        QFETCH(ErrorKind, kind);
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        const QString second = deploy(repo, u"web"_s, "a2");
        const QMap<QString, QString> named{{u"short"_s, first.left(10)}, {u"folder"_s, repo.git({u"rev-parse"_s, u"main:staging/web"_s})}, {u"upper"_s, first.toUpper()},
            {u"undone"_s, second}, {u"revert"_s, revert(repo, second)}, {u"foreign"_s, deploy(repo, u"api"_s, "b1")},
            {u"edit"_s, repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "replicas: 9"}})}};
        const QString hash = named.value(target, target);
        const auto checked = checkRollbackTarget(repo.repository(), repo.staging, u"web"_s, hash);
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, kind);
        QVERIFY(!checked.error().message.isEmpty());
        for (const RollbackRules rules : {RollbackRules::Gimlet, RollbackRules::Coupe}) {
            const auto told = forecastRollback(repo.repository(), repo.staging, u"web"_s, hash, rules);
            QVERIFY(!told);
            QCOMPARE(told.error(), checked.error());
        }
        QVERIFY(checkRollbackTarget(repo.repository(), repo.staging, u"web"_s, first));
    }

    void refusesWhatItCannotTell()
    {
        GitRepo repo;
        QCOMPARE(forecastRollback(repo.repository(), repo.staging, u"web"_s, QString(40, u'a'), RollbackRules::Gimlet)
                     .error()
                     .kind,
            ErrorKind::NotFound);
        const QString first = deploy(repo, u"web"_s, "a1");
        deploy(repo, u"web"_s, "a2");
        QCOMPARE(forecastRollback(repo.repository(), repo.staging, u"web"_s, first, RollbackRules::Unknown).error().kind,
            ErrorKind::Invalid);
        QCOMPARE(
            forecastRollback(repo.repository(), repo.staging, u"../web"_s, first, RollbackRules::Gimlet).error().kind,
            ErrorKind::Invalid);
        QCOMPARE(forecastRollback(repo.repository(), repo.staging, u"web"_s, first, RollbackRules::Gimlet, [] {
            return false;
        }).error().kind,
            ErrorKind::Cancelled);
    }

    void leavesNoTraceOnDisk()
    {
        GitRepo repo;
        const QString first = deploy(repo, u"web"_s, "a1");
        repo.commitByHand(u"scale"_s, {{u"staging/web/manifest.yaml"_s, "image: a1\nreplicas: 9\n"}});
        deploy(repo, u"api"_s, "b1");
        deploy(repo, u"web"_s, "a2");
        const auto before = filesOf(repo.path());
        QVERIFY(forecast(repo, u"web"_s, first).steps.size() == 2);
        QCOMPARE(filesOf(repo.path()), before);
        repo.git({u"gc"_s, u"--quiet"_s});
        const auto packed = filesOf(repo.path());
        QVERIFY(forecast(repo, u"web"_s, first).steps.size() == 2);
        QCOMPARE(filesOf(repo.path()), packed);
        QCOMPARE(repo.fsck(), QString());
    }

private:
    struct Place {
        QString env = u"staging"_s; ///< empty: the environment has the repository to itself
        bool sharedRecord = true;
    };

    /// As Gimlet deploys: the record also in the environment's folder.
    static QString deploy(GitRepo &repo, const QString &app, const QByteArray &artifact)
    {
        return deploy(repo, app, artifact, Place());
    }
    static QString deploy(GitRepo &repo, const QString &app, const QByteArray &artifact, const Place &place)
    {
        const QString env = place.env.isEmpty() ? QString() : place.env + u'/';
        const QByteArray record = "{\"app\":\"" + app.toUtf8() + "\",\"artifactId\":\"" + artifact + "\"}\n";
        QMap<QString, QByteArray> files{{env + app + u"/manifest.yaml"_s, "image: " + artifact + '\n'},
            {env + app + u"/release.json"_s, record}};
        if (place.sharedRecord)
            files.insert(env + u"release.json"_s, record);
        return repo.commitByHand(u"[Gimlet] %1%2 automated deploy"_s.arg(env, app), files);
    }

    /// Takes a commit's changes back, as git words it.
    static QString revert(GitRepo &repo, const QString &commit)
    {
        QMap<QString, QByteArray> files;
        const QString names = repo.git({u"diff"_s, u"--name-only"_s, commit + u"~1"_s, commit});
        for (const QString &path : names.split(u'\n'))
            files.insert(path, repo.git({u"show"_s, commit + u"~1:"_s + path}).toUtf8() + '\n');
        return repo.commitByHand(u"Revert \"x\"\n\nThis reverts commit %1.\n"_s.arg(commit), files);
    }

    static RollbackForecast forecast(
        GitRepo &repo, const QString &app, const QString &target, RollbackRules rules = RollbackRules::Gimlet)
    {
        const auto told = forecastRollback(repo.repository(), repo.staging, app, target, rules);
        if (!told)
            qWarning("%s", qPrintable(told.error().message + told.error().detail));
        return told.value_or(RollbackForecast());
    }

    static QString fates(const RollbackForecast &forecast)
    {
        static const QStringList names{
            u"?"_s, u"reverts"_s, u"already"_s, u"conflicts"_s, u"not-reached"_s, u"no-effect"_s};
        QStringList fates;
        for (const ForecastStep &step : forecast.steps)
            fates.append(names.value(int(step.fate)));
        return fates.join(u' ');
    }

    static QByteArray content(const Folder &folder)
    {
        for (const FolderFile &file : folder.files) {
            if (file.path == u"manifest.yaml"_s)
                return file.content;
        }
        return {};
    }

    /// Each file with its content and its time.
    static QMap<QString, std::pair<QDateTime, QByteArray>> filesOf(const QString &path)
    {
        QMap<QString, std::pair<QDateTime, QByteArray>> files;
        QDirIterator it(path, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                files.insert(it.filePath(), {it.fileInfo().lastModified(), file.readAll()});
        }
        return files;
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_gitops_forecast.moc"
