#pragma once

#include "changefilter.h"

#include <base/result.h>

namespace coupe::gitops {

class Statements;

/// A restriction of a ChangeFilter. Those named Search… were typed as an operator, SearchPeriod as before: or after:.
enum class FilterPart {
    Environment,
    App,
    Person,
    Repository,
    Kinds,
    Outcome,
    Period,
    Words,
    SearchApp,
    SearchEnv,
    SearchPeople,
    SearchRepository,
    SearchKinds,
    SearchPeriod,
};

/// What would be found without one restriction.
struct FacetCount {
    FilterPart part;
    qint64 found = 0; ///< MostFound stands for that many or more

    bool operator==(const FacetCount &) const = default;
};

/// Nobody needs to know how many more there are, and counting them all takes time.
inline constexpr qint64 MostFound = 1000;

/// The filter without one of its restrictions; unchanged when it has none of that kind.
ChangeFilter without(ChangeFilter filter, FilterPart part);

/// @name Questions to the index's database
/// @{
/// For each restriction that is set, in the order of FilterPart: what the filter would find without it.
Result<QList<FacetCount>> whatRemoved(Statements &statements, const ChangeFilter &filter);

/// What a filter's person and repository can be in an environment (empty: in all), by name.
Result<QStringList> peopleIn(Statements &statements, const QString &env);
Result<QStringList> repositoriesIn(Statements &statements, const QString &env);
/// @}

} // namespace coupe::gitops
