#pragma once

#include "changescan.h"
#include "statement.h"

namespace coupe::gitops {

/// Inserts the rows of changes: what is most of the index, and of the time that it takes.
class ChangeRows
{
public:
    static Result<ChangeRows> prepare(Database &database);

    /// What a change is stored with.
    struct Place {
        qint64 id = 0;
        qint64 env = 0;
        qint64 app = 0;
        bool rolledBack = false;
    };
    Result<void> insert(const ScannedChange &found, const Place &place);

private:
    ChangeRows(Statement changes, Statement reverts, Statement alsoNamed)
        : m_changes(std::move(changes)), m_reverts(std::move(reverts)), m_alsoNamed(std::move(alsoNamed))
    {
    }

    Statement m_changes;
    Statement m_reverts;
    Statement m_alsoNamed;
};

} // namespace coupe::gitops
