#pragma once

#include "git.h"

namespace coupe::gitops {

/// A view of a repository in which things can be tried: what is written through it stays in memory and is gone with it.
/// The repository's files are only read, and not even their times change. Knows objects, but no branches and nobody's
/// configuration. Belongs to one thread, like the other.
Result<RepositoryPtr> viewInMemory(git_repository *repository);

} // namespace coupe::gitops
