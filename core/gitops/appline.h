#pragma once

#include "changescan.h"

namespace coupe::gitops {

/// One app's history along first parents, from a head down to a commit.
struct AppLine {
    int commits = 0; ///< on top of that commit
    QList<ScannedChange> changes; ///< of the app, newest first, that commit's own included
    QList<RawCommit> merges; ///< on top of that commit
};

/// When @p last is not on the line, everything down to the first commit. Cancelled when @p goOn says no.
Result<AppLine> readAppLine(git_repository *repository, const ObjectReader &objects, const Layout &layout,
    const QString &app, const git_oid &head, const git_oid &last, const std::function<bool()> &goOn = {});

} // namespace coupe::gitops
