#pragma once

#include "draft.h"
#include "layout.h"

namespace coupe::gitops {

class HistoryWalk;
struct FolderChange;

/// One revert of a rollback.
struct RevertStep {
    git_oid commit; ///< what it reverts
    git_oid before; ///< the folder's tree afterwards; Nothing: it is gone
};

/// The commit that a rollback names. Invalid for anything but a full hash in lower case: git takes others too, but a
/// hash that was not copied whole was not copied from a history.
Result<git_oid> rollbackTarget(const QString &hash);

/// The changes of app folders that a plan is made from: the one at an index, newest first; null past the first commit.
using ChangeAt = std::function<Result<const FolderChange *>(size_t)>;

/// The app's folder as the release @p target left it. Fails as Writer::writeRollback says: NotFound when it is not in
/// the app's history, Invalid when it is no release or was rolled back itself.
Result<git_oid> folderToReach(git_repository *repository, const ChangeAt &changeAt, const Layout &layout,
    const QString &app, const git_oid &target);

/// The reverts, in their order, that take the app back from @p folder, its tree at the head that the changes start
/// from, to the release @p target; none when it is there already. Fails as Writer::writeRollback says.
Result<QList<RevertStep>> planRollback(git_repository *repository, const ChangeAt &changeAt, const Layout &layout,
    const QString &app, const git_oid &folder, const git_oid &target);
Result<QList<RevertStep>> planRollback(git_repository *repository, HistoryWalk &walk, const Layout &layout,
    const QString &app, const git_oid &folder, const git_oid &target);

/// Adds to @p draft what takes the app's folder @p path back to the release @p target: a revert commit for each later
/// change of the folder that stands (contract §6.5, without its harm: other paths and the environment's release.json
/// are left alone, so that releases of other apps in between never conflict). Fails as Writer::writeRollback says.
Result<void> revertTo(
    Draft &draft, const Layout &layout, const QString &app, const QString &path, const git_oid &target);

} // namespace coupe::gitops
