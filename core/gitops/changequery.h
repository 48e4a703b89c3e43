#pragma once

#include "changefilter.h"

#include <base/database.h>

namespace coupe::gitops {

/// A page of changes, newest first.
struct ChangePage {
    QList<Change> changes;
    std::optional<qint64> next; ///< where the next page starts; none: this is the last

    bool operator==(const ChangePage &) const = default;
};

/// @name Questions to the index's database
/// @{
/// Up to @p limit changes older than position @p before (none: from the newest).
Result<ChangePage> pageOf(
    Database &database, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before);

/// How many there are in all; counting stops at @p most (-1: does not).
Result<qint64> countOf(Database &database, const ChangeFilter &filter, qint64 most = -1);

/// What one commit did to an app; none: nothing.
Result<std::optional<Change>> changeAt(
    Database &database, const QString &env, const QString &app, const QString &commit);

/// The newest change of each app of @p env (empty: of all) at @p moment (invalid: now), by environment and app: what
/// was wanted then. Apps that were not there are left out.
Result<QList<Change>> wantedAt(Database &database, const QString &env, const QDateTime &moment);

/// The environments that ever had an app, and one environment's apps, by name.
Result<QStringList> environmentsIn(Database &database);
Result<QStringList> appsIn(Database &database, const QString &env);
/// @}

} // namespace coupe::gitops
