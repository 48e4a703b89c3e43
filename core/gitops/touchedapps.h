#pragma once

#include "layout.h"
#include "objectreader.h"

#include <QStringList>

namespace coupe::gitops {

/// "env/app" of every app folder, of any environment in the repository, that differs between two root trees.
Result<QStringList> touchedApps(
    const ObjectReader &objects, const Layout &layout, const git_oid &before, const git_oid &after);

/// "env/app" of those whose commits on @p head's first-parent line, newer than @p since, changed one of @p paths.
/// Newest first, each once. Cancelled when @p goOn says no.
Result<QStringList> appsThatChanged(const QStringList &paths, const ObjectReader &objects, const Layout &layout,
    const git_oid &head, const git_oid &since, const std::function<bool()> &goOn);

} // namespace coupe::gitops
