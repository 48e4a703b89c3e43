#pragma once

#include <base/database.h>

struct sqlite3_stmt;

namespace coupe::gitops {

/// An INSERT for many rows, without a QVariant for each value: with them, they are most of what a row costs.
///
/// Part of whatever transaction the database is in. To be gone before the database is.
class BulkInsert
{
public:
    static Result<BulkInsert> prepare(Database &database, const char *sql);

    /// @name The values of a row, in their order
    /// @{
    BulkInsert &number(qint64 value);
    /// NULL when empty.
    BulkInsert &text(const QString &value);
    /// They must stay until @c run.
    BulkInsert &bytes(QByteArrayView value);
    BulkInsert &null();
    /// @}

    /// Inserts the row, and begins the next one.
    Result<void> run();

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };

    explicit BulkInsert(sqlite3_stmt *statement) : m_statement(statement) { }

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_values = 0;
    QByteArrayList m_texts; ///< what the row's values point to
};

} // namespace coupe::gitops
