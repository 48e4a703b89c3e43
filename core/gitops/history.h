#pragma once

#include "changefilter.h"

#include <gitops/layout.h>
#include <gitops/repository.h>

#include <QMap>

namespace coupe::gitops {

/// What to list.
struct ReleaseQuery {
    QString app = {}; ///< empty: all apps of the environment
    QDateTime since = {}; ///< commits made at or after; invalid: no limit
    QDateTime until = {}; ///< commits made before; invalid: no limit
    int limit = -1; ///< -1: all
    QString gitRepo = {}; ///< "owner/name" of the app's sources; empty: any
};

/// @name A gitops repo without its index
/// A release is a change (see ReleaseIndex) that deployed something, and whose release.json can be read. Deletes,
/// rollbacks and edits by hand are none. On the Repository's thread; errors are of kind Git, Invalid for a bad app
/// name.
/// @{

/// Newest first: what the index would tell, read from the history as far back as it takes. `gitopsRef` is the full
/// hash, `created` the committer's time. An environment that has no folder yet has no releases.
Result<QList<gimlet::Release>> listReleases(
    Repository &repository, const Layout &layout, const ReleaseQuery &query = {});

/// What each app's release.json says at the head (contract §3.4): null for an app without a readable one. Flux's and
/// hidden folders are left out. `gitopsRef` and `created` are empty. NotFound when the environment has no folder.
Result<QMap<QString, std::optional<gimlet::Release>>> currentReleases(Repository &repository, const Layout &layout);

/// Whether Writer::writeRollback would do it, as the branch stands now; fails as that does.
Result<void> checkRollback(Repository &repository, const Layout &layout, const QString &app, const QString &targetHash);
/// @}

/// @name The same through the index
/// @{
/// What @c listReleases lists.
ChangeFilter filterOf(const Layout &layout, const ReleaseQuery &query);
/// A row of the list. None for a change that is no release.
std::optional<gimlet::Release> releaseOf(const Change &change);
/// @}

} // namespace coupe::gitops
