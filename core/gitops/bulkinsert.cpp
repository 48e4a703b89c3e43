#include "bulkinsert.h"

#include <sqlite3.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

/// A handle means nothing to another copy of SQLite, and two copies would undo each other's locks.
Result<void> checkLibrary(Database &database)
{
    const auto row = database.exec(u"SELECT sqlite_source_id()"_s);
    if (!row)
        return std::unexpected(row.error());
    const bool same = (*row)->next() && (*row)->value(0).toString() == QLatin1StringView(sqlite3_sourceid());
    (*row)->finish();
    return same ? Result<void>()
                : failure(ErrorKind::Storage, u"The index cannot be written: Qt was built with its own SQLite."_s);
}

} // namespace

void BulkInsert::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<BulkInsert> BulkInsert::prepare(Database &database, const char *sql)
{
    static const Result<void> checked = checkLibrary(database);
    if (!checked)
        return std::unexpected(checked.error());
    sqlite3 *connection = database.handle();
    sqlite3_stmt *statement = nullptr;
    if (!connection || sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr) != SQLITE_OK) {
        return failure(ErrorKind::Storage, u"A database statement could not be prepared."_s,
            QString::fromUtf8(connection ? sqlite3_errmsg(connection) : ""));
    }
    return BulkInsert(statement);
}

BulkInsert &BulkInsert::number(qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), ++m_values, value);
    return *this;
}

BulkInsert &BulkInsert::text(const QString &value)
{
    if (value.isEmpty())
        return null();
    // SQLite's own way from UTF-16 is several times longer.
    const QByteArray &kept = m_texts.emplaceBack(value.toUtf8());
    sqlite3_bind_text(m_statement.get(), ++m_values, kept.constData(), int(kept.size()), SQLITE_STATIC);
    return *this;
}

BulkInsert &BulkInsert::bytes(QByteArrayView value)
{
    sqlite3_bind_blob(m_statement.get(), ++m_values, value.data(), int(value.size()), SQLITE_STATIC);
    return *this;
}

BulkInsert &BulkInsert::null()
{
    sqlite3_bind_null(m_statement.get(), ++m_values);
    return *this;
}

Result<void> BulkInsert::run()
{
    m_values = 0;
    const int rc = sqlite3_step(m_statement.get());
    sqlite3_reset(m_statement.get());
    m_texts.clear();
    if (rc == SQLITE_DONE)
        return {};
    return failure(ErrorKind::Storage, u"The database refused a statement."_s,
        QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(m_statement.get()))));
}

} // namespace coupe::gitops
