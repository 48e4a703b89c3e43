#pragma once

#include "appline.h"

namespace coupe::gitops {

/// A commit that a Gimlet server's rollback comes by.
struct GimletRevert {
    git_oid commit = Nothing;
    bool alreadyReverted = false; ///< left out: it takes a newer commit that names this one for its revert
};

/// What a Gimlet server would revert, and in this order, to take the app back to the commit at the end of its @p line
/// (contract §6.5): every later commit that changed the app's folder and does not say that it reverts.
Result<QList<GimletRevert>> gimletReverts(
    git_repository *repository, const Layout &layout, const QString &app, const AppLine &line, const git_oid &target);

} // namespace coupe::gitops
