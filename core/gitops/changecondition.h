#pragma once

#include "changefilter.h"
#include "statement.h"

namespace coupe::gitops {

/// A filter, as the parts of a statement about the index's changes.
class Condition
{
public:
    static Result<Condition> of(Statements &statements, const ChangeFilter &filter);

    /// Nothing can match: a name that nobody has.
    bool isImpossible() const { return m_impossible; }
    const QVariantList &values() const { return m_values; }
    bool searches() const { return !m_match.isEmpty(); }
    void restrict(const QString &condition, const QVariant &value);
    QString from() const;
    QString where() const;

private:
    /// The ids that @p sql finds, as they stand in the column "place".
    static Result<QStringList> tokens(
        Statements &statements, const QString &sql, const QString &letter, const QVariantList &values);
    Result<void> addPlaces(Statements &statements, const ChangeFilter &filter);
    Result<void> addNames(
        Statements &statements, const QString &table, const QString &letter, const QStringList &names);
    /// One of the places. Within MATCH, because a join throws away nearly all that a common word finds.
    void require(const QStringList &tokens);
    void addText(const ChangeFilter &filter);
    void addKinds(const QList<ChangeKind> &kinds);
    void addPeriod(const QDateTime &from, const QDateTime &until);
    void matchAny(const QString &column, const QStringList &texts);

    bool m_impossible = false;
    QStringList m_match;
    QStringList m_conditions;
    QVariantList m_values;
};

} // namespace coupe::gitops
