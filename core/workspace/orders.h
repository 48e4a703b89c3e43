#pragma once

#include <base/result.h>
#include <gimlet/release.h>

#include <QHash>
#include <QStringList>

namespace coupe::workspace {

/// What is needed to confirm a deploy. All four are required: an empty app would deploy everything (contract §3.5).
struct DeployOrder {
    QString environment;
    QString app;
    QString artifactId;
    QString label;
    QString reason = {}; ///< kept in the journal alone
};

/// What is needed to confirm a rollback.
struct RollbackOrder {
    QString environment;
    QString app;
    QString targetHash; ///< the gitops commit of the release to return to, in full
    QString artifactId = {}; ///< what that release deployed; may be empty
    QString label = {};
    QString reason = {}; ///< kept in the journal alone
    /// The gitops commits that it will take back, as the person was shown them. By these a rollback whose answer was
    /// lost is recognised. Empty: what the tracker knows of the releases since.
    QStringList takesBack = {};
};

/// What is needed to confirm that an app is taken out of an environment.
struct DeleteOrder {
    QString environment;
    QString app;
    QString reason = {}; ///< kept in the journal alone
};

/// @name What must be right before anything is journalled or sent
/// Invalid with a sentence. A rollback's hash must not be known as another app's or environment's, nor as one that was
/// rolled back: of those Gimlet makes the loss of an app (contract §6.5). @p known is by environment.
/// @{
Result<void> check(const DeployOrder &order);
Result<void> check(const RollbackOrder &order, const QHash<QString, QList<gimlet::Release>> &known);
Result<void> check(const DeleteOrder &order);
/// @}

/// The standing releases of the app that came after the target, among @p releases of its environment, newest first.
QStringList releasesAfter(const RollbackOrder &order, const QList<gimlet::Release> &releases);

} // namespace coupe::workspace
