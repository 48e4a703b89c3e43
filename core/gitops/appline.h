#pragma once

#include "historywalk.h"
#include "layout.h"
#include "objectreader.h"

namespace coupe::gitops {

/// One app's history along first parents, from a head down to a commit.
struct AppLine {
    int commits = 0; ///< on top of that commit
    QList<FolderChange> changes; ///< of the app's folder, newest first, that commit's own included
    QList<RawCommit> merges; ///< on top of that commit
    git_oid now = Nothing; ///< the folder's tree at the head
};

/// Reads as little as it can: a HistoryWalk, which knows all apps, takes several times as long. When @p last is not on
/// the line, everything down to the first commit. Cancelled when @p goOn says no.
Result<AppLine> readAppLine(const ObjectReader &objects, const Layout &layout, const QString &app, const git_oid &head,
    const git_oid &last, const std::function<bool()> &goOn);

} // namespace coupe::gitops
