#pragma once

#include "changefilter.h"

#include <base/result.h>

namespace coupe::gitops {

class Statements;

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
    Statements &statements, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before);

/// How many there are in all; counting stops at @p most (-1: does not).
Result<qint64> countOf(Statements &statements, const ChangeFilter &filter, qint64 most = -1);

/// What one commit did to an app; none: nothing.
Result<std::optional<Change>> changeAt(
    Statements &statements, const QString &env, const QString &app, const QString &commit);

/// The newest change of each app of @p env (empty: of all) at @p moment (invalid: now), by environment and app: what
/// was wanted then. Apps that were not there are left out.
Result<QList<Change>> wantedAt(Statements &statements, const QString &env, const QDateTime &moment);

/// The environments that ever had an app, and one environment's apps, by name.
Result<QStringList> environmentsIn(Statements &statements);
Result<QStringList> appsIn(Statements &statements, const QString &env);
/// @}

} // namespace coupe::gitops
