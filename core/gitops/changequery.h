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

/// Where a change stands in its list: enough to know how long the list is and to put several together.
struct ChangePlace {
    qint64 position = 0;
    qint64 time = 0; ///< unix seconds, the committer's

    bool operator==(const ChangePlace &) const = default;
};

/// @name Questions to the index's database
/// @{
/// Up to @p limit changes older than position @p before (none: from the newest).
Result<ChangePage> pageOf(
    Statements &statements, const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before);

/// The places of all that match, newest first; of the newest @p limit where it is not negative. Cheap beside the
/// changes themselves.
Result<QList<ChangePlace>> placesOf(Statements &statements, const ChangeFilter &filter, qsizetype limit);

/// The changes at @p positions, in that order. Those that are gone are left out.
Result<QList<Change>> changesAt(Statements &statements, const QList<qint64> &positions);

/// UTC, of the oldest change; invalid when there is none.
Result<QDateTime> oldestIn(Statements &statements);

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
