// Whether a server's rollback would conflict, told from a long history, against `git revert` of the same commits in a
// work tree. 10,000 commits, or as many as the first argument or COUPE_BENCH_COMMITS says. Medians of rounds run in
// turn. Exits with 1 when a target is missed.

#include "../history/longrepo.h"
#include "../window/figures.h"

#include <gitops/history.h>
#include <gitops/rollbackforecast.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

using namespace coupe;
using namespace coupe::bench;
using namespace coupe::gitops;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 15;
constexpr int ReleasesBack = 10;

template <typename T> T required(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message + u' ' + result.error().detail));
    return std::move(*result);
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

bool git(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"git"_s,
        QStringList{u"-c"_s, u"user.name=Gimlet"_s, u"-c"_s, u"user.email=gimlet@gimlet.io"_s} + arguments);
    return process.waitForFinished(-1) && process.exitCode() == 0;
}

/// The commit of the release that many before the current one.
QString releaseBack(Repository &repository, const Layout &layout, const QString &app)
{
    const auto releases = required(listReleases(repository, layout, {.app = app}));
    int back = 0;
    for (const gimlet::Release &release : releases) {
        if (!release.rolledBack && back++ == ReleasesBack)
            return release.gitopsRef;
    }
    qFatal("%s has too few releases", qPrintable(app));
}

/// What the server runs, up to the first that fails; one command does for all.
double revertMilliseconds(const QString &work, const RollbackForecast &forecast)
{
    QStringList commits;
    for (const ForecastStep &step : forecast.steps) {
        if (step.fate != ForecastStep::Fate::AlreadyReverted)
            commits.append(step.commit);
    }
    const double taken = milliseconds([&] { git(work, QStringList{u"revert"_s, u"--no-edit"_s} + commits); });
    git(work, {u"revert"_s, u"--abort"_s});
    git(work, {u"reset"_s, u"--quiet"_s, u"--hard"_s, forecast.head});
    return taken;
}

int commitsAsked()
{
    const QStringList arguments = QCoreApplication::arguments();
    const int asked = arguments.size() > 1 ? arguments[1].toInt() : qEnvironmentVariableIntValue("COUPE_BENCH_COMMITS");
    return asked > 0 ? asked : 10'000;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int commits = commitsAsked();
    const LongRepo repo(commits);
    const auto repository = required(Repository::open(repo.path()));
    const Layout layout = required(Layout::make(u"production"_s));
    const QString work = repo.filePath(u"work"_s);
    if (!git(repo.filePath({}), {u"clone"_s, u"--quiet"_s, u"--shared"_s, repo.path(), work}))
        qFatal("the work tree cannot be made");

    Figures figures(u"What a rollback by %1 releases would do, %2 commits, medians of %3 rounds"_s.arg(ReleasesBack)
            .arg(commits)
            .arg(Rounds));
    for (const auto &[app, words] :
        {std::pair(u"payments-0"_s, u"a busy app"_s), std::pair(u"service-20"_s, u"an app seldom deployed"_s)}) {
        const QString target = releaseBack(*repository, layout, app);
        QList<double> told;
        QList<double> ours;
        QList<double> reverted;
        RollbackForecast forecast;
        for (int round = 0; round < Rounds; ++round) {
            told.append(milliseconds([&] {
                forecast = required(forecastRollback(*repository, layout, app, target, RollbackRules::Gimlet));
            }));
            ours.append(milliseconds([&] {
                required(forecastRollback(*repository, layout, app, target, RollbackRules::Coupe));
            }));
            reverted.append(revertMilliseconds(work, forecast));
        }
        const QString which = u"%1, %2 commits back"_s.arg(words).arg(forecast.commitsOnTop);
        const bool judged = app == u"payments-0"_s;
        figures.add({u"%1: %2"_s.arg(forecast.conflicts ? u"conflict told"_s : u"told"_s, which), median(told), u"ms"_s,
            {}, judged ? std::optional(20.0) : std::nullopt});
        figures.add({u"the same / git revert in a work tree"_s, median(told), u"ms"_s, median(reverted), {}});
        figures.add({u"the same by our own service's rules"_s, median(ours), u"ms"_s, {}, {}});
    }
    return figures.print();
}
