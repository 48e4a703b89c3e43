#pragma once

#include <gimlet/release.h>
#include <gitops/layout.h>
#include <gitops/repository.h>

#include <QMap>

#include <map>

namespace coupe::gitops {

class HistoryWalk;

/// What to list.
struct ReleaseQuery {
    QString app = {}; ///< empty: all apps of the environment
    QDateTime since = {}; ///< commits made at or after; invalid: no limit
    QDateTime until = {}; ///< commits made before; invalid: no limit
    int limit = -1; ///< -1: all
    QString gitRepo = {}; ///< "owner/name" of the app's sources; empty: any
};

/// Reads a gitops repo's releases out of its history (contract §6.3, correct where Gimlet is not).
///
/// A release is a commit on the branch's first-parent line, the first one included, that wrote `<app>/release.json` or
/// that says it is an automated deploy, and is not a revert. Its data is the app's own release.json at that commit; one
/// that is missing, malformed, not a plain file or larger than 1 MiB leaves its row out and no other. `rolledBack`
/// follows reverts, and reverts of reverts, that touched the app's folder. Deletes and edits by hand are no rows.
///
/// Keeps what it has read per environment while the branch grows, reads only as far back as a question needs, and
/// starts over when history was rewritten. Lives on the Repository's thread, which must outlive it. Errors are of kind
/// Git, Invalid for a bad app name.
class History
{
public:
    explicit History(Repository &repository);
    ~History();

    /// Newest first. `gitopsRef` is the full hash, `created` the committer's time. An environment that has no folder
    /// yet has no releases.
    Result<QList<gimlet::Release>> listReleases(const Layout &layout, const ReleaseQuery &query = {});

    /// Whether Writer::writeRollback would do it, as the branch stands now; fails as that does.
    Result<void> checkRollback(const Layout &layout, const QString &app, const QString &targetHash);

private:
    /// The environment's walk, at @p head.
    Result<HistoryWalk *> walkAt(const std::optional<QString> &head, const Layout &layout);

    Repository &m_repository;
    std::map<QString, std::unique_ptr<HistoryWalk>> m_walks; ///< by environment path
};

/// The same without keeping anything.
Result<QList<gimlet::Release>> listReleases(
    Repository &repository, const Layout &layout, const ReleaseQuery &query = {});

/// What each app's release.json says at the head (contract §3.4): null for an app without a readable one. Flux's and
/// hidden folders are left out. `gitopsRef` and `created` are empty. NotFound when the environment has no folder.
Result<QMap<QString, std::optional<gimlet::Release>>> currentReleases(Repository &repository, const Layout &layout);

} // namespace coupe::gitops
