#pragma once

#include "repository.h"

namespace coupe::gitops {

/// What a remote's HEAD is.
struct RemoteHead {
    QString branch; ///< "refs/heads/main"; empty: it names none
    QString hash; ///< full; empty: no commit yet

    /// From `git ls-remote --symref URL HEAD`. Errors: Malformed.
    static Result<RemoteHead> parse(const QByteArray &output);
};

/// Makes HEAD name the branch, and the branch the only one and at this commit; with no hash there is no branch. Without
/// a branch name the mirror's own stays. The commit and its folder must be readable.
Result<void> followBranch(const QString &repositoryPath, const RemoteHead &head);

/// Whether HEAD's commit and its folder can be read, or there is none.
bool headIsReadable(const Repository &repository);

/// Which remote the mirror is of; empty when nobody wrote it there.
QString sourceOf(const Repository &repository);
Result<void> writeSource(const Repository &repository, const QString &url);

} // namespace coupe::gitops
