#pragma once

#include "git.h"

namespace coupe::gitops {

/// @name The commits that were made for an event, kept as `refs/coupe/events/<event>/<index>`
/// A mark says that a commit was made, not that the branch got it.
/// @{
Result<void> checkEventId(const QString &eventId);
Result<void> putMark(git_repository *repository, const QString &eventId, int index, const git_oid &commit);
Result<git_oid> markedCommit(git_repository *repository, const QString &eventId, int index);
Result<void> removeMarks(git_repository *repository, const QString &eventId);
/// @}

} // namespace coupe::gitops
