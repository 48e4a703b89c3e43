#pragma once

#include <base/database.h>

namespace coupe::gitops {

/// @name What an app's changes say together, written to the index anew. Inside a transaction.
/// @{
/// Which of the changes were rolled back.
Result<void> settleReverts(Database &database, qint64 app);
/// Whether the app is there, and which change is current. Whether older changes cannot alter that.
Result<bool> settleCurrent(Database &database, qint64 app);
/// @}

/// @name Short statements
/// @{
Result<void> run(Database &database, const QString &sql, const QVariantList &values = {});
/// The first column of the first row; none: no row, or NULL.
Result<QVariant> value(Database &database, const QString &sql, const QVariantList &values = {});
/// @}

} // namespace coupe::gitops
