#include "rollback.h"

#include "historywalk.h"

#include <gimlet/commithash.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QString revertMessage(git_commit *commit)
{
    const char *summary = git_commit_summary(commit);
    return u"Revert \"%1\"\n\nThis reverts commit %2.\n"_s.arg(
        QString::fromUtf8(summary ? summary : ""), toHex(*git_commit_id(commit)));
}

constexpr auto notFullHash =
    "A rollback needs the full hash, 40 digits in lower case, of a release in the gitops repo.";

/// The changes that would have to be taken back, newest first, and the folder's tree at the target.
struct Distance {
    git_oid goal = Nothing;
    QList<FolderChange> changes;
};

Result<Distance> distanceTo(git_repository *repository, const ChangeAt &changeAt, const Layout &layout,
    const QString &app, const git_oid &target)
{
    Distance distance;
    RevertTracker reverts;
    for (size_t i = 0;; ++i) {
        const auto found = changeAt(i);
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
                distance.changes.append(change);
            continue;
        }
        const auto release = isRelease(repository, change);
        if (!release)
            return std::unexpected(release.error());
        if (!*release)
            return failure(ErrorKind::Invalid, u"%1 is not a release of %2."_s.arg(toHex(target), app));
        if (undone)
            return failure(
                ErrorKind::Invalid, u"This release was rolled back itself. Deploy its artifact again instead."_s);
        distance.goal = change.after;
        return distance;
    }
}

} // namespace

Result<git_oid> rollbackTarget(const QString &hash)
{
    const auto target = gimlet::isFullHash(hash) ? fromHex(hash) : std::nullopt;
    if (!target)
        return failure(ErrorKind::Invalid, QString::fromLatin1(notFullHash));
    return *target;
}

Result<git_oid> folderToReach(git_repository *repository, const ChangeAt &changeAt, const Layout &layout,
    const QString &app, const git_oid &target)
{
    const auto distance = distanceTo(repository, changeAt, layout, app, target);
    if (!distance)
        return std::unexpected(distance.error());
    return distance->goal;
}

Result<QList<RevertStep>> planRollback(git_repository *repository, const ChangeAt &changeAt, const Layout &layout,
    const QString &app, const git_oid &folder, const git_oid &target)
{
    const auto distance = distanceTo(repository, changeAt, layout, app, target);
    if (!distance)
        return std::unexpected(distance.error());
    QList<RevertStep> steps;
    git_oid reached = folder;
    if (same(reached, distance->goal))
        return steps;
    for (const FolderChange &change : distance->changes) {
        if (same(change.before, reached))
            continue;
        steps.append({change.commit, change.before});
        reached = change.before;
    }
    // Reverts made by hand can leave a state that no row of reverts leads back from. Half a rollback is worse than
    // none.
    if (!same(reached, distance->goal)) {
        return failure(ErrorKind::Invalid,
            u"The history of %1 was changed by hand, and reverts do not lead back to this release. Deploy its artifact "
            "again instead."_s.arg(app));
    }
    return steps;
}

Result<QList<RevertStep>> planRollback(git_repository *repository, HistoryWalk &walk, const Layout &layout,
    const QString &app, const git_oid &folder, const git_oid &target)
{
    const ChangeAt changeAt = [&walk](size_t index) { return walk.at(index); };
    return planRollback(repository, changeAt, layout, app, folder, target);
}

Result<void> revertTo(
    Draft &draft, const Layout &layout, const QString &app, const QString &path, const git_oid &target)
{
    const auto current = folderAt(draft.repository(), draft.tree(), path);
    if (!current)
        return std::unexpected(current.error());
    HistoryWalk walk(draft.repository(), layout.envPath());
    if (auto moved = walk.moveTo(draft.head()); !moved)
        return moved;
    const auto steps = planRollback(draft.repository(), walk, layout, app, *current, target);
    if (!steps)
        return std::unexpected(steps.error());
    for (const RevertStep &step : *steps) {
        const auto commit = commitAt(draft.repository(), step.commit);
        if (!commit)
            return std::unexpected(commit.error());
        if (auto put = draft.put(path, step.before, GIT_FILEMODE_TREE); !put)
            return put;
        if (auto made = draft.commit(revertMessage(commit->get())); !made)
            return made;
    }
    return {};
}

} // namespace coupe::gitops
