#pragma once

#include "git.h"

#include <QStringList>

namespace coupe::gitops {

/// What taking a change back made of a tree.
struct RevertedTree {
    git_oid tree = Nothing; ///< the root; Nothing when there are conflicts
    QStringList conflicts; ///< the paths that stood against it
};

/// Takes the change from the root tree @p before (Nothing: the empty one) to @p after out of the root tree @p current,
/// as `git revert` merges. Writes what it makes to @p repository, which should be a view in memory.
///
/// Differs from git where two sides edited the same file and several ways of matching its lines are equally good, or
/// where a whole folder was moved on one side and got a new file on the other.
Result<RevertedTree> revertTree(
    git_repository *repository, const git_oid &current, const git_oid &before, const git_oid &after);

} // namespace coupe::gitops
