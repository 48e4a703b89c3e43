#include "statement.h"

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

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<Statement> Statement::prepare(Database &database, const QString &sql)
{
    static const Result<void> checked = checkLibrary(database);
    if (!checked)
        return std::unexpected(checked.error());
    sqlite3 *connection = database.handle();
    sqlite3_stmt *statement = nullptr;
    if (!connection || sqlite3_prepare_v2(connection, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK) {
        return failure(ErrorKind::Storage, u"A database statement could not be prepared."_s,
            QString::fromUtf8(connection ? sqlite3_errmsg(connection) : ""));
    }
    return Statement(statement);
}

Statement &Statement::number(qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), ++m_values, value);
    return *this;
}

Statement &Statement::text(const QString &value)
{
    if (value.isEmpty())
        return null();
    // SQLite's own way from UTF-16 is several times longer.
    const QByteArray &kept = m_texts.emplaceBack(value.toUtf8());
    sqlite3_bind_text(m_statement.get(), ++m_values, kept.constData(), int(kept.size()), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bytes(QByteArrayView value)
{
    sqlite3_bind_blob(m_statement.get(), ++m_values, value.data(), int(value.size()), SQLITE_STATIC);
    return *this;
}

Statement &Statement::null()
{
    sqlite3_bind_null(m_statement.get(), ++m_values);
    return *this;
}

Statement &Statement::value(const QVariant &value)
{
    if (value.isNull())
        return null();
    if (value.typeId() == QMetaType::QString)
        return text(value.toString());
    if (value.typeId() == QMetaType::QByteArray)
        return bytes(m_texts.emplaceBack(value.toByteArray()));
    return number(value.toLongLong());
}

Result<void> Statement::run()
{
    return each([](const Statement &) { return true; });
}

Result<bool> Statement::step()
{
    const int rc = sqlite3_step(m_statement.get());
    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        return rc == SQLITE_ROW;
    return failure(ErrorKind::Storage, u"The database refused a statement."_s,
        QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(m_statement.get()))));
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    m_values = 0;
    m_texts.clear();
}

qint64 Statement::numberAt(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString Statement::textAt(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement.get(), column));
}

QByteArray Statement::bytesAt(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
}

bool Statement::isNullAt(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

Result<std::shared_ptr<Statement>> Statements::prepared(const QString &sql)
{
    // Filters can be put together in many ways.
    constexpr qsizetype MostKept = 64;
    if (m_prepared.size() > MostKept)
        m_prepared.clear();
    auto &kept = m_prepared[sql];
    if (!kept) {
        auto made = Statement::prepare(m_database, sql);
        if (!made)
            return std::unexpected(std::move(made.error()));
        kept = std::make_shared<Statement>(std::move(*made));
    }
    return kept;
}

Result<QStringList> textsOf(Statements &statements, const QString &sql, const QVariantList &values)
{
    QStringList texts;
    auto read = statements.each(sql, values, [&](const Statement &row) {
        texts.append(row.textAt(0));
        return true;
    });
    return read ? Result<QStringList>(std::move(texts)) : std::unexpected(std::move(read.error()));
}

} // namespace coupe::gitops
