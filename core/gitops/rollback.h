#pragma once

#include "draft.h"
#include "layout.h"

namespace coupe::gitops {

/// Adds to @p draft what takes the app's folder @p path back to the release @p target: a revert commit for each later
/// change of the folder that stands (contract §6.5, without its harm: other paths and the environment's release.json
/// are left alone, so that releases of other apps in between never conflict). Fails as Writer::writeRollback says.
Result<void> revertTo(
    Draft &draft, const Layout &layout, const QString &app, const QString &path, const git_oid &target);

} // namespace coupe::gitops
