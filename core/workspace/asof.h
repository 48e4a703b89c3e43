#pragma once

#include <gitops/change.h>

#include <QDateTime>

#include <optional>

namespace coupe::workspace {

/// One app in one environment, at a moment and now.
struct AsOfRow {
    enum class Difference {
        Unknown,
        Same, ///< the same version was wanted then
        Other, ///< another one
        Gone, ///< it was there then, and is not now
        New, ///< it was not there then
    };

    QString environment;
    QString app;
    Difference difference = Difference::Unknown;
    std::optional<gitops::Change> then; ///< the newest change up to the moment; none: the app was not there
    std::optional<gitops::Change> now;

    bool operator==(const AsOfRow &) const = default;
};

/// Puts what was wanted then beside what is wanted now: environments in @p order first, then the others by name; apps
/// by name.
QList<AsOfRow> joinAsOf(
    const QList<gitops::Change> &then, const QList<gitops::Change> &now, const QStringList &order);

/// Understands a moment as people type it: "2026-11-20", "2026-11-20 14:05", "14:05" (today), "3 h ago", "2 days ago",
/// "yesterday". A day alone means its end, or now where it is today. @p now and the result are in UTC; dates are in the
/// machine's time zone. Invalid when it is not understood.
QDateTime readMoment(const QString &text, const QDateTime &now);

} // namespace coupe::workspace
