#pragma once

#include "bulkinsert.h"
#include "changescan.h"

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
        QByteArrayView hash; ///< of its commit, 20 bytes
        bool rolledBack = false;
    };
    Result<void> insert(const ScannedChange &found, const Place &place);

private:
    ChangeRows(BulkInsert changes, BulkInsert reverts, BulkInsert alsoNamed)
        : m_changes(std::move(changes)), m_reverts(std::move(reverts)), m_alsoNamed(std::move(alsoNamed))
    {
    }

    BulkInsert m_changes;
    BulkInsert m_reverts;
    BulkInsert m_alsoNamed;
};

} // namespace coupe::gitops
