#include "rollback.h"

#include "appline.h"
#include "reverttracker.h"

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
    QList<ScannedChange> changes;
};

/// The target, as it was found.
Result<Distance> arrive(Distance distance, const ScannedChange &found, bool undone)
{
    const Change &change = found.change;
    if (change.kind != ChangeKind::Deploy && change.kind != ChangeKind::PolicyDeploy)
        return failure(ErrorKind::Invalid, u"%1 is not a release of %2."_s.arg(change.commit, change.app));
    if (undone)
        return failure(
            ErrorKind::Invalid, u"This release was rolled back itself. Deploy its artifact again instead."_s);
    distance.goal = found.after;
    return distance;
}

Result<Distance> distanceTo(
    const QList<ScannedChange> &changes, const Layout &layout, const QString &app, const git_oid &target)
{
    Distance distance;
    RevertTracker reverts;
    const QString hash = toHex(target);
    for (const ScannedChange &found : changes) {
        const bool undone = reverts.isUndone(found);
        if (found.change.commit == hash)
            return arrive(std::move(distance), found, undone);
        if (!undone && found.change.reverts.isEmpty())
            distance.changes.append(found);
    }
    return failure(ErrorKind::NotFound, u"%1 is not in the history of %2 in %3."_s.arg(hash, app, layout.env()));
}

} // namespace

Result<git_oid> rollbackTarget(const QString &hash)
{
    const auto target = gimlet::isFullHash(hash) ? fromHex(hash) : std::nullopt;
    if (!target)
        return failure(ErrorKind::Invalid, QString::fromLatin1(notFullHash));
    return *target;
}

Result<git_oid> folderToReach(
    const QList<ScannedChange> &changes, const Layout &layout, const QString &app, const git_oid &target)
{
    const auto distance = distanceTo(changes, layout, app, target);
    if (!distance)
        return std::unexpected(distance.error());
    return distance->goal;
}

Result<QList<RevertStep>> planRollback(git_repository *repository, const git_oid &head, const Layout &layout,
    const QString &app, const git_oid &folder, const git_oid &target)
{
    const auto objects = ObjectReader::of(repository);
    if (!objects)
        return std::unexpected(objects.error());
    const auto line = readAppLine(repository, *objects, layout, app, head, target);
    if (!line)
        return std::unexpected(line.error());
    return planRollback(line->changes, layout, app, folder, target);
}

Result<QList<RevertStep>> planRollback(const QList<ScannedChange> &changes, const Layout &layout, const QString &app,
    const git_oid &folder, const git_oid &target)
{
    const auto distance = distanceTo(changes, layout, app, target);
    if (!distance)
        return std::unexpected(distance.error());
    QList<RevertStep> steps;
    git_oid reached = folder;
    if (same(reached, distance->goal))
        return steps;
    for (const ScannedChange &found : distance->changes) {
        if (same(found.before, reached))
            continue;
        steps.append({fromHex(found.change.commit).value_or(Nothing), found.before});
        reached = found.before;
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

Result<void> revertTo(
    Draft &draft, const Layout &layout, const QString &app, const QString &path, const git_oid &target)
{
    const auto current = folderAt(draft.repository(), draft.tree(), path);
    if (!current)
        return std::unexpected(current.error());
    const auto steps = planRollback(draft.repository(), draft.head(), layout, app, *current, target);
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
