#pragma once

#include <QStringList>

namespace coupe::service {

/// The service's tables: element i leads from schema version i to i + 1. What was released is never edited, only
/// followed.
QList<QStringList> schema();

} // namespace coupe::service
