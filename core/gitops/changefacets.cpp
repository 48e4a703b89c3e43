#include "changefacets.h"

#include "changequery.h"
#include "statement.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr FilterPart Parts[] = {FilterPart::Environment, FilterPart::App, FilterPart::Person, FilterPart::Repository,
    FilterPart::Kinds, FilterPart::Outcome, FilterPart::Period, FilterPart::Words, FilterPart::SearchApp,
    FilterPart::SearchEnv, FilterPart::SearchPeople, FilterPart::SearchRepository, FilterPart::SearchKinds,
    FilterPart::SearchPeriod};

Result<QStringList> valuesIn(Statements &statements, const QString &column, const QString &env)
{
    const QString sql = u"SELECT DISTINCT change.%1 FROM change JOIN app ON app.id = change.app WHERE app.known AND"
                        " change.%1 IS NOT NULL%2 ORDER BY 1"_s.arg(column,
                            env.isEmpty() ? QString() : u" AND change.env = (SELECT id FROM env WHERE name = ?)"_s);
    return textsOf(statements, sql, env.isEmpty() ? QVariantList() : QVariantList{env});
}

} // namespace

ChangeFilter without(ChangeFilter filter, FilterPart part)
{
    switch (part) {
    case FilterPart::Environment:
        filter.env.clear();
        break;
    case FilterPart::App:
        filter.app.clear();
        break;
    case FilterPart::Person:
        filter.person.clear();
        break;
    case FilterPart::Repository:
        filter.repository.clear();
        break;
    case FilterPart::Kinds:
        filter.kinds.clear();
        break;
    case FilterPart::Outcome:
        filter.outcome = Outcome::Any;
        break;
    case FilterPart::Period:
        filter.from = filter.until = {};
        break;
    case FilterPart::Words:
        filter.search.words.clear();
        filter.search.lastWordGrows = false;
        break;
    case FilterPart::SearchApp:
        filter.search.apps.clear();
        break;
    case FilterPart::SearchEnv:
        filter.search.envs.clear();
        break;
    case FilterPart::SearchPeople:
        filter.search.people.clear();
        break;
    case FilterPart::SearchRepository:
        filter.search.repositories.clear();
        break;
    case FilterPart::SearchKinds:
        filter.search.kinds.clear();
        break;
    case FilterPart::SearchPeriod:
        filter.search.after = filter.search.before = {};
        break;
    }
    return filter;
}

Result<QList<FacetCount>> whatRemoved(Statements &statements, const ChangeFilter &filter)
{
    QList<FacetCount> counts;
    for (const FilterPart part : Parts) {
        const ChangeFilter rest = without(filter, part);
        if (rest == filter)
            continue;
        const auto found = countOf(statements, rest, MostFound);
        if (!found)
            return std::unexpected(found.error());
        counts.append({part, *found});
    }
    return counts;
}

Result<QStringList> peopleIn(Statements &statements, const QString &env)
{
    return valuesIn(statements, u"person"_s, env);
}

Result<QStringList> repositoriesIn(Statements &statements, const QString &env)
{
    return valuesIn(statements, u"repository"_s, env);
}

} // namespace coupe::gitops
