#pragma once

#include "layout.h"
#include "objectreader.h"

namespace coupe::gitops {

class HistoryWalk;

/// What lies on top of a commit on a first-parent line.
struct OnTop {
    int commits = 0;
    QList<RawCommit> merges;
};

/// Reads from @p head down to @p commit. Cancelled when @p goOn says no.
Result<OnTop> onTopOf(
    const git_oid &commit, const ObjectReader &objects, const git_oid &head, const std::function<bool()> &goOn);

/// A commit that a Gimlet server's rollback comes by.
struct GimletRevert {
    git_oid commit = Nothing;
    bool alreadyReverted = false; ///< left out: it takes a newer commit that names this one for its revert
};

/// What a Gimlet server would revert, and in this order, to take the app back to @p target, which must be in the app's
/// own history (contract §6.5): every later commit that changed the app's folder and does not say that it reverts.
/// Cancelled when @p goOn says no.
Result<QList<GimletRevert>> gimletReverts(git_repository *repository, HistoryWalk &walk, const Layout &layout,
    const QString &app, const git_oid &target, const OnTop &onTop, const std::function<bool()> &goOn);

} // namespace coupe::gitops
