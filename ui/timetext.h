#pragma once

#include <QDateTime>
#include <QString>

namespace coupe::ui {

/// How long ago, in one unit: "40 s", "22 min", "3 h", "2 d". Empty for an unknown time; a time to come counts as now.
QString ageText(const QDateTime &time, const QDateTime &now);
/// The same in words for screen readers: "22 minutes".
QString ageInWords(const QDateTime &time, const QDateTime &now);
/// A span such as "1 min 16 s".
QString spanText(qint64 seconds);
/// "14:02:31", local.
QString clockText(const QDateTime &time);
/// "today 11:04", "14 Nov 14:20", local.
QString dayText(const QDateTime &time, const QDateTime &now);
/// "14 Nov 2026 14:20:03, 13:20:03 UTC": local and UTC, for tooltips and copies.
QString exactText(const QDateTime &time);

} // namespace coupe::ui
