#include "rollbackforecast.h"

#include "gimletreverts.h"
#include "memoryrepository.h"
#include "rollback.h"
#include "touchedapps.h"
#include "treeedit.h"
#include "treerevert.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

using Fate = ForecastStep::Fate;

/// Where a forecast starts from.
struct Start {
    git_oid head = Nothing;
    git_oid root = Nothing; ///< the head's tree
    git_oid target = Nothing;
    QString path; ///< the app's folder
    AppLine line; ///< down to the target
    git_oid wanted = Nothing; ///< the folder's tree at the target
};

ChangeAt changesOf(const AppLine &line)
{
    return [&line](size_t index) -> Result<const FolderChange *> {
        return index < size_t(line.changes.size()) ? &line.changes[qsizetype(index)] : nullptr;
    };
}

Result<Start> startOf(Repository &repository, const Layout &layout, const QString &app, const QString &targetHash,
    const std::function<bool()> &goOn)
{
    const auto path = layout.appPath(app);
    const auto target = rollbackTarget(targetHash);
    if (!path || !target)
        return std::unexpected(path ? target.error() : path.error());
    const auto head = repository.head();
    if (!head)
        return std::unexpected(head.error());
    Start start;
    start.head = fromHex(head->value_or(QString())).value_or(Nothing);
    start.target = *target;
    start.path = *path;
    const auto objects = ObjectReader::of(repository.handle());
    if (!objects)
        return std::unexpected(objects.error());
    // A hash from elsewhere is not looked for in all of history.
    const bool known = commitAt(repository.handle(), *target).has_value();
    if (*head && known) {
        auto line = readAppLine(*objects, layout, app, start.head, *target, goOn);
        if (!line)
            return std::unexpected(std::move(line.error()));
        start.line = std::move(*line);
    }
    const auto wanted = folderToReach(repository.handle(), changesOf(start.line), layout, app, *target);
    if (!wanted)
        return std::unexpected(wanted.error());
    start.wanted = *wanted;
    const auto commit = commitAt(repository.handle(), start.head);
    if (!commit)
        return std::unexpected(commit.error());
    start.root = *git_commit_tree_id(commit->get());
    return start;
}

/// Tries the reverts one after the other, each on what the last one left.
class Rehearsal
{
public:
    Rehearsal(git_repository *view, ObjectReader objects, const Layout &layout, const QString &app, const Start &start,
        const std::function<bool()> &goOn)
        : m_view(view), m_objects(std::move(objects)), m_layout(layout), m_self(layout.env() + u'/' + app),
          m_start(start), m_goOn(goOn), m_tree(start.root)
    {
    }

    Result<void> rehearse(const QList<GimletRevert> &reverts, RollbackForecast &forecast);
    /// Without trying: our own service sets the folder's tree.
    Result<void> recite(const QList<RevertStep> &reverts, RollbackForecast &forecast);
    /// What is left once everything was tried.
    Result<void> finish(RollbackForecast &forecast);

private:
    Result<ForecastStep> describe(git_commit *commit) const;
    Result<void> revert(git_commit *commit, ForecastStep &step);
    Result<git_oid> parentTree(git_commit *commit) const;
    Result<QStringList> others(Result<QStringList> apps) const;

    git_repository *m_view;
    ObjectReader m_objects;
    const Layout &m_layout;
    QString m_self;
    const Start &m_start;
    const std::function<bool()> &m_goOn;
    git_oid m_tree;
};

Result<QStringList> Rehearsal::others(Result<QStringList> apps) const
{
    if (apps)
        apps->removeAll(m_self);
    return apps;
}

Result<git_oid> Rehearsal::parentTree(git_commit *commit) const
{
    if (git_commit_parentcount(commit) == 0)
        return Nothing;
    const auto parent = commitAt(m_view, *git_commit_parent_id(commit, 0));
    if (!parent)
        return std::unexpected(parent.error());
    return *git_commit_tree_id(parent->get());
}

Result<ForecastStep> Rehearsal::describe(git_commit *commit) const
{
    const auto before = parentTree(commit);
    if (!before)
        return std::unexpected(before.error());
    auto touched = others(touchedApps(m_objects, m_layout, *before, *git_commit_tree_id(commit)));
    if (!touched)
        return std::unexpected(std::move(touched.error()));
    const char *summary = git_commit_summary(commit);
    ForecastStep step;
    step.commit = toHex(*git_commit_id(commit));
    step.subject = QString::fromUtf8(summary ? summary : "");
    step.time = QDateTime::fromSecsSinceEpoch(git_commit_time(commit), Qt::UTC);
    step.author = QString::fromUtf8(git_commit_author(commit)->name);
    step.alsoTouches = std::move(*touched);
    return step;
}

Result<void> Rehearsal::revert(git_commit *commit, ForecastStep &step)
{
    if (git_commit_parentcount(commit) > 1) {
        step.fate = Fate::Conflicts;
        step.reason = u"It is a merge, and git does not revert a merge without being told which side to keep."_s;
        return {};
    }
    const auto before = parentTree(commit);
    if (!before)
        return std::unexpected(before.error());
    auto reverted = revertTree(m_view, m_tree, *before, *git_commit_tree_id(commit));
    if (!reverted)
        return std::unexpected(std::move(reverted.error()));
    if (!reverted->conflicts.isEmpty()) {
        step.fate = Fate::Conflicts;
        step.reason = u"Something else was changed in the same place since."_s;
        step.conflicts = std::move(reverted->conflicts);
    } else if (same(reverted->tree, m_tree)) {
        step.fate = Fate::NoEffect;
        step.reason = u"What it did is gone already, and git makes no commit that changes nothing."_s;
    } else {
        step.fate = Fate::Reverts;
        m_tree = reverted->tree;
    }
    return {};
}

Result<void> Rehearsal::rehearse(const QList<GimletRevert> &reverts, RollbackForecast &forecast)
{
    for (const GimletRevert &planned : reverts) {
        if (m_goOn && !m_goOn())
            return failure(ErrorKind::Cancelled, u"Not looked at any further."_s);
        const auto commit = commitAt(m_view, planned.commit);
        if (!commit)
            return std::unexpected(commit.error());
        auto step = describe(commit->get());
        if (!step)
            return std::unexpected(std::move(step.error()));
        if (planned.alreadyReverted) {
            step->fate = Fate::AlreadyReverted;
        } else if (forecast.conflicts) {
            step->fate = Fate::NotReached;
        } else if (auto tried = revert(commit->get(), *step); !tried) {
            return tried;
        }
        if (!step->conflicts.isEmpty()) {
            auto causes =
                others(appsThatChanged(step->conflicts, m_objects, m_layout, m_start.head, planned.commit, m_goOn));
            if (!causes)
                return std::unexpected(std::move(causes.error()));
            forecast.conflictCauses = std::move(*causes);
        }
        forecast.conflicts |= step->fate == Fate::Conflicts || step->fate == Fate::NoEffect;
        forecast.steps.append(std::move(*step));
    }
    return {};
}

Result<void> Rehearsal::recite(const QList<RevertStep> &reverts, RollbackForecast &forecast)
{
    for (const RevertStep &planned : reverts) {
        const auto commit = commitAt(m_view, planned.commit);
        if (!commit)
            return std::unexpected(commit.error());
        auto step = describe(commit->get());
        if (!step)
            return std::unexpected(std::move(step.error()));
        step->fate = Fate::Reverts;
        forecast.steps.append(std::move(*step));
    }
    if (reverts.isEmpty())
        return {};
    const auto tree = withEntry(m_view, m_start.root, m_start.path, m_start.wanted, GIT_FILEMODE_TREE);
    if (!tree)
        return std::unexpected(tree.error());
    m_tree = *tree;
    return {};
}

QString hashOf(const git_oid &tree)
{
    return isNothing(tree) ? QString() : toHex(tree);
}

Result<void> Rehearsal::finish(RollbackForecast &forecast)
{
    const auto left = folderAt(m_view, m_tree, m_start.path);
    if (!left)
        return std::unexpected(left.error());
    const git_oid after = forecast.conflicts ? Nothing : *left;
    const auto reverts = [](const ForecastStep &step) { return step.fate == Fate::Reverts; };
    forecast.nothingToDo = !forecast.conflicts && std::ranges::none_of(forecast.steps, reverts);
    for (const auto &[tree, folder] : {std::pair(m_start.line.now, &forecast.now),
             std::pair(m_start.wanted, &forecast.wanted), std::pair(after, &forecast.after)}) {
        auto read = readFolder(m_view, hashOf(tree));
        if (!read)
            return std::unexpected(std::move(read.error()));
        *folder = std::move(*read);
    }
    if (forecast.conflicts)
        return {};
    forecast.reachesTarget = same(after, m_start.wanted);
    forecast.removesApp = isNothing(after) && !isNothing(m_start.line.now);
    auto changed = others(touchedApps(m_objects, m_layout, m_start.root, m_tree));
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    forecast.otherTargets = std::move(*changed);
    forecast.rootAfter = toHex(m_tree);
    return {};
}

} // namespace

Result<RollbackForecast> forecastRollback(Repository &repository, const Layout &layout, const QString &app,
    const QString &targetHash, RollbackRules rules, const std::function<bool()> &goOn)
{
    if (rules == RollbackRules::Unknown)
        return failure(ErrorKind::Invalid, u"It is not known how this server rolls back."_s);
    const auto start = startOf(repository, layout, app, targetHash, goOn);
    if (!start)
        return std::unexpected(start.error());
    const auto view = viewInMemory(repository.handle());
    if (!view)
        return std::unexpected(view.error());
    auto objects = ObjectReader::of(view->get());
    if (!objects)
        return std::unexpected(std::move(objects.error()));

    RollbackForecast forecast;
    forecast.head = toHex(start->head);
    forecast.target = targetHash;
    forecast.commitsOnTop = start->line.commits;
    Rehearsal rehearsal(view->get(), std::move(*objects), layout, app, *start, goOn);
    Result<void> done;
    if (rules == RollbackRules::Coupe) {
        const auto plan =
            planRollback(repository.handle(), changesOf(start->line), layout, app, start->line.now, start->target);
        done = plan ? rehearsal.recite(*plan, forecast) : std::unexpected(plan.error());
    } else {
        const auto plan = gimletReverts(repository.handle(), layout, app, start->line, start->target);
        done = plan ? rehearsal.rehearse(*plan, forecast) : std::unexpected(plan.error());
    }
    if (done)
        done = rehearsal.finish(forecast);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return forecast;
}

Result<void> checkRollbackTarget(
    Repository &repository, const Layout &layout, const QString &app, const QString &targetHash)
{
    if (const auto start = startOf(repository, layout, app, targetHash, {}); !start)
        return std::unexpected(start.error());
    return {};
}

} // namespace coupe::gitops
