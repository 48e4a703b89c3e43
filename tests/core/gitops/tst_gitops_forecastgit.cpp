#include "gitrepo.h"
#include "rollbackhistory.h"

#include <gitops/rollbackforecast.h>

#include <QDir>

using namespace coupe;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

/// What came of a row of reverts.
struct Outcome {
    int reverted = 0; ///< how many went through, from the newest on
    bool failed = false;
    QString root; ///< the tree's hash afterwards; empty when failed
    QString folder; ///< the app folder's; empty when it is gone

    bool operator==(const Outcome &) const = default;
};

/// A work tree on a gitops repo's objects, in which git reverts as the server has it.
class WorkTree
{
public:
    explicit WorkTree(const QString &origin)
    {
        git({u"init"_s, u"--quiet"_s, u"."_s});
        QFile alternates(m_directory.filePath(u".git/objects/info/alternates"_s));
        if (!alternates.open(QIODevice::WriteOnly) || alternates.write(origin.toUtf8() + "/objects\n") < 0)
            qFatal("the objects cannot be shared");
    }

    /// One command for all reverts does what one for each does: it stops at the first that fails.
    Outcome revert(const QString &head, const QStringList &commits, const QString &folder)
    {
        for (const QString &left : {u".git/sequencer"_s, u".git/REVERT_HEAD"_s}) {
            QDir(m_directory.filePath(left)).removeRecursively();
            QFile::remove(m_directory.filePath(left));
        }
        git({u"reset"_s, u"--quiet"_s, u"--hard"_s, head});
        Outcome outcome;
        outcome.failed = !commits.isEmpty()
            && !git(QStringList{u"-c"_s, u"advice.mergeConflict=false"_s, u"revert"_s, u"--no-edit"_s} + commits);
        const QStringList made =
            run({u"log"_s, u"--first-parent"_s, u"--format=%T"_s, head + u"~1..HEAD"_s}).split(u'\n');
        outcome.reverted = int(made.size()) - 1;
        if (!outcome.failed) {
            outcome.root = made.first();
            outcome.folder = run({u"ls-tree"_s, u"-d"_s, u"--format=%(objectname)"_s, u"HEAD"_s, folder});
        }
        return outcome;
    }

private:
    bool git(const QStringList &arguments)
    {
        m_process.setWorkingDirectory(m_directory.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"GIT_AUTHOR_NAME"_s, u"GIT_COMMITTER_NAME"_s})
            environment.insert(name, u"Gimlet"_s);
        for (const QString &name : {u"GIT_AUTHOR_EMAIL"_s, u"GIT_COMMITTER_EMAIL"_s})
            environment.insert(name, u"gimlet@gimlet.io"_s);
        environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
        environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(u"git"_s, arguments);
        return m_process.waitForFinished() && m_process.exitCode() == 0;
    }
    QString run(const QStringList &arguments)
    {
        if (!git(arguments))
            qWarning("git %s: %s", qPrintable(arguments.join(u' ')), m_process.readAllStandardError().constData());
        return QString::fromUtf8(m_process.readAllStandardOutput()).trimmed();
    }

    QTemporaryDir m_directory;
    QProcess m_process;
};

Outcome outcomeOf(const RollbackForecast &forecast)
{
    using Fate = ForecastStep::Fate;
    Outcome outcome;
    for (const ForecastStep &step : forecast.steps)
        outcome.reverted += step.fate == Fate::Reverts ? 1 : 0;
    outcome.failed = forecast.conflicts;
    outcome.root = forecast.rootAfter;
    outcome.folder = forecast.after.id;
    return outcome;
}

} // namespace

/// The forecast against the git program, over many histories.
class ForecastGitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatGitDoes()
    {
        const int asked = qEnvironmentVariableIntValue("COUPE_FORECAST_HISTORIES");
        const int histories = asked > 0 ? asked : 200;
        GitRepo repo;
        RollbackHistory history(repo.path());
        WorkTree work(repo.path());
        int compared = 0;
        int conflicts = 0;
        int nothing = 0;
        int twoApps = 0;
        int wrong = 0;
        for (quint32 seed = 1; compared < histories; ++seed) {
            history.generate(seed);
            const QString folder = history.folders()[history.random(int(history.folders().size()))];
            const QString env = history.repoPerEnv() ? u"staging"_s : folder.section(u'/', 0, 0);
            const Layout layout = GitRepo::layout(env, history.repoPerEnv());
            const auto target = anyTarget(repo, history, layout, folder);
            if (!target)
                continue;
            ++compared;
            const auto forecast = forecastRollback(repo.repository(), layout, folder.section(u'/', -1),
                QString::fromLatin1(history.commits()[*target].hash), RollbackRules::Gimlet);
            QVERIFY2(forecast, qPrintable(forecast ? QString() : forecast.error().message + forecast.error().detail));

            QStringList commits;
            for (const int at : history.gimletReverts(folder, *target))
                commits.append(QString::fromLatin1(history.commits()[at].hash));
            const Outcome real = work.revert(forecast->head, commits, folder);
            const Outcome told = outcomeOf(*forecast);
            conflicts += real.failed ? 1 : 0;
            nothing += commits.isEmpty() ? 1 : 0;
            twoApps += forecast->conflictCauses.isEmpty() ? 0 : 1;
            QStringList tried;
            for (const ForecastStep &step : forecast->steps) {
                if (step.fate != ForecastStep::Fate::AlreadyReverted)
                    tried.append(step.commit);
            }
            const bool same = told == real && tried == commits && forecast->nothingToDo == commits.isEmpty();
            if (!same) {
                ++wrong;
                qWarning("history %u, %s to %s: told %d reverts, failed %d; git %d, failed %d; chosen %lld and %lld",
                    seed, qPrintable(folder), history.commits()[*target].hash.constData(), told.reverted, told.failed,
                    real.reverted, real.failed, tried.size(), commits.size());
            }
        }
        qInfo("%d rollbacks: %d fail (%d by another app), %d have nothing to do, %d go through", compared, conflicts,
            twoApps, nothing, compared - conflicts - nothing);
        QCOMPARE(wrong, 0);
        QVERIFY(conflicts > compared / 10);
        QVERIFY(twoApps > 0);
        QVERIFY(compared - conflicts - nothing > compared / 10);
    }

private:
    /// A deploy of the folder on the first-parent line that may be rolled back to; none when chance finds none.
    static std::optional<int> anyTarget(
        GitRepo &repo, RollbackHistory &history, const Layout &layout, const QString &folder)
    {
        QList<int> deploys;
        for (int at = history.head(); !history.commits()[at].parents.isEmpty();
            at = history.commits()[at].parents.first()) {
            if (history.commits()[at].message.contains(folder.toUtf8() + " automated deploy"))
                deploys.append(at);
        }
        // Nothing to do: seldom worth a history.
        if (deploys.size() > 1 && history.random(4) > 0)
            deploys.removeFirst();
        for (int tries = 0; tries < 4 && !deploys.isEmpty(); ++tries) {
            const int at = deploys.takeAt(history.random(int(deploys.size())));
            const auto checked = checkRollbackTarget(
                repo.repository(), layout, folder.section(u'/', -1), QString::fromLatin1(history.commits()[at].hash));
            if (checked)
                return at;
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(ForecastGitTest)
#include "tst_gitops_forecastgit.moc"
