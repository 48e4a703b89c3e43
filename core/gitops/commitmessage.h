#pragma once

#include "git.h"

#include <QList>
#include <QString>

namespace coupe::gitops {

/// @name What commit messages tell (contract §6.2)
/// @{
/// The commits that a revert says it reverts. None for any other commit, whatever it mentions.
QList<git_oid> revertedBy(const QString &message);

/// Whether it says that Gimlet deployed @p folder.
bool saysDeploy(const QString &message, const QString &folder);

/// Who deleted, when it says that Gimlet deleted @p folder: a login, or "policy". Empty otherwise.
QString saysDeletedBy(const QString &message, const QString &folder);
/// @}

} // namespace coupe::gitops
