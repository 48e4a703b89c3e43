#pragma once

#include <base/result.h>

#include <QDateTime>

namespace coupe::demo {

/// When something happened, as the sample says it, seen from @p now. UTC.
///
/// "40 s", "22 min", "3 h" ago, or "-4d 09:50": the fourth working day before today, at that time of the day where this
/// machine is. Malformed for anything else.
Result<QDateTime> momentOf(const QString &text, const QDateTime &now);

} // namespace coupe::demo
