#pragma once

#include <base/result.h>

#include <QHash>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <memory>
#include <span>
#include <tuple>

struct sqlite3;

namespace coupe {

/// One SQLite database in WAL mode, for the thread that opened it.
///
/// The schema's version is the database's own `user_version`. Statements are prepared once and kept. Errors are of kind
/// Storage, with SQLite's words as detail.
class Database
{
public:
    enum class Durability {
        Normal, ///< a power cut may lose the last transactions, never tear one
        Full, ///< what was committed survives a power cut
    };

    /// Opens or creates @p path and brings its schema up to date: @p migrations[i] leads from version i to i + 1, each
    /// in one transaction. A database of a newer version is refused, untouched.
    static Result<std::unique_ptr<Database>> open(
        const QString &path, std::span<const QStringList> migrations, Durability durability = Durability::Normal);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Executes @p sql with @p values for its placeholders. The query is positioned before the first row.
    /// It belongs to the database and is valid until the same statement is executed again.
    Result<QSqlQuery *> exec(const QString &sql, const QVariantList &values = {});

    /// Runs @p work, which returns a Result, inside one transaction: committed when it succeeds, rolled back when it
    /// fails.
    template <typename Work> auto transaction(Work work) -> decltype(work())
    {
        if (const auto begun = exec(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return std::unexpected(begun.error());
        auto result = work();
        if (!result) {
            std::ignore = exec(QStringLiteral("ROLLBACK"));
            return result;
        }
        if (const auto committed = exec(QStringLiteral("COMMIT")); !committed) {
            std::ignore = exec(QStringLiteral("ROLLBACK"));
            return std::unexpected(committed.error());
        }
        return result;
    }

    /// The connection itself, for a part that writes more than Qt's variants can carry. Belongs to the database; every
    /// statement made with it must be finalized before. Null when Qt's driver is not the one expected.
    sqlite3 *handle() const;

private:
    explicit Database(QString connectionName);
    Result<void> prepareFile(Durability durability);
    Result<void> migrate(std::span<const QStringList> migrations);

    QString m_connectionName;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
};

} // namespace coupe
