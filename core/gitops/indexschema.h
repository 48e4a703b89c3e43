#pragma once

#include <base/database.h>

namespace coupe::gitops {

/// Grows when the same history would be told differently: an older index is then made anew.
inline constexpr int IndexRules = 1;

/// Opens or creates the index's database. One that is damaged is made anew: all it holds can be read again from git.
Result<std::unique_ptr<Database>> openIndex(const QString &path);

/// @name What only a complete index needs
/// Kept up to date row by row, it would cost a tenth of the time that an index takes to make.
/// @{
Result<void> makeLookups(Database &database); ///< nothing to do when they are there
Result<void> dropLookups(Database &database);
/// @}

} // namespace coupe::gitops
