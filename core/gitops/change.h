#pragma once

#include <gimlet/release.h>

namespace coupe::gitops {

/// What a commit did to an app in an environment.
enum class ChangeKind {
    Unknown,
    Deploy, ///< a person's
    PolicyDeploy,
    Rollback, ///< a revert commit, or a merge that brought one
    Delete,
    ByHand, ///< anything that Gimlet would not have done
};

/// What could be learned from the app's release.json at a commit.
enum class RecordState {
    Unknown,
    Read,
    NoFolder, ///< the app is not there any more
    Missing,
    NotAFile, ///< a link, a module or a folder
    TooLarge, ///< more than 1 MiB
    Malformed,
};

/// One app in one environment, changed by one commit of the branch's first-parent line. Names and texts come from
/// outside. Times are UTC.
struct Change {
    qint64 position = 0; ///< grows with newness; good until the next update of the index
    QString env;
    QString app;
    QString commit; ///< full hash
    QDateTime time; ///< the committer's
    ChangeKind kind = ChangeKind::Unknown;
    QString person; ///< who deployed or deleted, "policy" included; else the commit's author
    QString author; ///< the commit's
    QString message; ///< the commit's
    RecordState record = RecordState::Unknown;
    QString artifactId; ///< this and the next two as release.json says at this commit
    QString triggeredBy;
    std::optional<gimlet::Version> version;
    QStringList reverts; ///< the commits that it took back, as its message names them
    bool present = false; ///< whether the app's folder was there afterwards
    bool rolledBack = false; ///< a later commit took it back, and none took that back
    bool current = false; ///< this deploy is what is wanted now
    QDateTime replaced; ///< when a deploy, rollback or delete followed it; invalid while it is current or the newest

    bool operator==(const Change &) const = default;
};

} // namespace coupe::gitops
