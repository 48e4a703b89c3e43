#pragma once

#include <base/database.h>

struct sqlite3_stmt;

namespace coupe::gitops {

/// A statement on the database's own connection, for what runs a hundred thousand times or must answer at once: with a
/// QVariant for each value, and UTF-16 in between, that would take twice as long.
///
/// Part of whatever transaction the database is in. To be gone before the database is.
class Statement
{
public:
    static Result<Statement> prepare(Database &database, const QString &sql);

    /// @name The values of the placeholders, in their order
    /// @{
    Statement &number(qint64 value);
    /// NULL when empty.
    Statement &text(const QString &value);
    /// They must stay until the statement has run.
    Statement &bytes(QByteArrayView value);
    Statement &null();
    Statement &value(const QVariant &value);
    /// @}

    /// Runs it for its effect.
    Result<void> run();

    /// Shows the rows to @p visit, until that returns false.
    template <typename Visit> Result<void> each(Visit visit)
    {
        Result<bool> row = false;
        while ((row = step()) && *row && visit(std::as_const(*this))) { }
        reset();
        return row ? Result<void>() : std::unexpected(std::move(row.error()));
    }

    /// @name A column of the row that is being shown
    /// @{
    qint64 numberAt(int column) const;
    QString textAt(int column) const;
    QByteArray bytesAt(int column) const;
    bool isNullAt(int column) const;
    /// @}

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };

    explicit Statement(sqlite3_stmt *statement) : m_statement(statement) { }
    /// False: there are no more rows.
    Result<bool> step();
    void reset();

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_values = 0;
    QByteArrayList m_texts; ///< what the values point to
};

/// The statements of a database's questions, each prepared once. To be gone before the database is.
class Statements
{
public:
    explicit Statements(Database &database) : m_database(database) { }

    /// Runs @p sql with @p values, and shows the rows to @p visit, until that returns false.
    template <typename Visit> Result<void> each(const QString &sql, const QVariantList &values, Visit visit)
    {
        const auto statement = prepared(sql);
        if (!statement)
            return std::unexpected(statement.error());
        for (const QVariant &value : values)
            (*statement)->value(value);
        return (*statement)->each(std::move(visit));
    }

private:
    Result<std::shared_ptr<Statement>> prepared(const QString &sql);

    Database &m_database;
    QHash<QString, std::shared_ptr<Statement>> m_prepared;
};

/// The first column of all rows.
Result<QStringList> textsOf(Statements &statements, const QString &sql, const QVariantList &values);

} // namespace coupe::gitops
