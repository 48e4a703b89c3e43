#include "rollback.h"

#include "historywalk.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QString revertMessage(git_commit *commit)
{
    const char *summary = git_commit_summary(commit);
    return u"Revert \"%1\"\n\nThis reverts commit %2.\n"_s.arg(
        QString::fromUtf8(summary ? summary : ""), toHex(*git_commit_id(commit)));
}

/// The changes to take back, newest first, to come to @p target. None when the app is there already.
struct RollbackPlan {
    git_oid goal = Nothing; ///< the folder's tree at the target
    QList<FolderChange> changes;
};

Result<RollbackPlan> planRollback(
    const Draft &draft, const Layout &layout, const QString &app, const git_oid &current, const git_oid &target)
{
    HistoryWalk walk(draft.repository(), layout.envPath());
    if (auto moved = walk.moveTo(draft.head()); !moved)
        return std::unexpected(std::move(moved.error()));
    RollbackPlan plan;
    RevertTracker reverts;
    for (size_t i = 0;; ++i) {
        const auto found = walk.at(i);
        if (!found)
            return std::unexpected(found.error());
        if (!*found) {
            return failure(
                ErrorKind::NotFound, u"%1 is not in the history of %2 in %3."_s.arg(toHex(target), app, layout.env()));
        }
        const FolderChange &change = **found;
        if (change.folder != app)
            continue;
        const bool undone = reverts.isUndone(change);
        if (!same(change.commit, target)) {
            if (!undone && change.reverts.isEmpty())
                plan.changes.append(change);
            continue;
        }
        const auto release = isRelease(draft.repository(), change);
        if (!release)
            return std::unexpected(release.error());
        if (!*release)
            return failure(ErrorKind::Invalid, u"%1 is not a release of %2."_s.arg(toHex(target), app));
        plan.goal = change.after;
        if (same(current, plan.goal))
            plan.changes.clear();
        else if (undone)
            return failure(
                ErrorKind::Invalid, u"This release was rolled back itself. Deploy its artifact again instead."_s);
        return plan;
    }
}

} // namespace

Result<void> revertTo(
    Draft &draft, const Layout &layout, const QString &app, const QString &path, const git_oid &target)
{
    auto current = folderAt(draft.repository(), draft.tree(), path);
    if (!current)
        return std::unexpected(std::move(current.error()));
    const auto plan = planRollback(draft, layout, app, *current, target);
    if (!plan)
        return std::unexpected(plan.error());
    for (const FolderChange &change : plan->changes) {
        if (same(change.before, *current))
            continue;
        const auto commit = commitAt(draft.repository(), change.commit);
        if (!commit)
            return std::unexpected(commit.error());
        if (auto put = draft.put(path, change.before, GIT_FILEMODE_TREE); !put)
            return put;
        if (auto made = draft.commit(revertMessage(commit->get())); !made)
            return made;
        current = change.before;
    }
    // Reverts made by hand can leave a state that no row of reverts leads back from. Half a rollback is worse than
    // none.
    if (!same(*current, plan->goal)) {
        return failure(ErrorKind::Invalid,
            u"The history of %1 was changed by hand, and reverts do not lead back to this release. Deploy its artifact "
            "again instead."_s.arg(app));
    }
    return {};
}

} // namespace coupe::gitops
