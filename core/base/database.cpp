#include "database.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>

namespace coupe {

using namespace Qt::StringLiterals;

namespace {

Failure storageFailure(const QString &message, const QSqlError &error)
{
    return failure(ErrorKind::Storage, message, error.text());
}

} // namespace

Database::Database(QString connectionName) : m_connectionName(std::move(connectionName)) { }

Database::~Database()
{
    m_statements.clear();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Database>> Database::open(
    const QString &path, std::span<const QStringList> migrations, Durability durability)
{
    std::unique_ptr<Database> database(new Database(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connectionName);
        connection.setDatabaseName(path);
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
        if (!connection.open())
            return storageFailure(u"The database %1 could not be opened."_s.arg(path), connection.lastError());
    }
    if (const auto prepared = database->prepareFile(durability); !prepared)
        return std::unexpected(prepared.error());
    if (const auto migrated = database->migrate(migrations); !migrated)
        return std::unexpected(migrated.error());
    return database;
}

Result<void> Database::prepareFile(Durability durability)
{
    const QStringList pragmas{
        u"PRAGMA journal_mode=WAL"_s,
        durability == Durability::Full ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s,
        u"PRAGMA foreign_keys=ON"_s,
    };
    for (const QString &pragma : pragmas) {
        if (const auto done = exec(pragma); !done)
            return std::unexpected(done.error());
        else
            (*done)->finish();
    }
    return {};
}

Result<void> Database::migrate(std::span<const QStringList> migrations)
{
    const auto read = exec(u"PRAGMA user_version"_s);
    if (!read)
        return std::unexpected(read.error());
    const qsizetype version = (*read)->next() ? (*read)->value(0).toLongLong() : 0;
    (*read)->finish();
    if (version > std::ssize(migrations)) {
        return failure(ErrorKind::Storage, u"This database was written by a newer version of Coupe."_s,
            u"schema version %1, known up to %2"_s.arg(version).arg(std::ssize(migrations)));
    }
    for (qsizetype step = version; step < std::ssize(migrations); ++step) {
        const auto migrated = transaction([&]() -> Result<void> {
            for (const QString &statement : migrations[size_t(step)]) {
                if (const auto done = exec(statement); !done)
                    return std::unexpected(done.error());
            }
            if (const auto done = exec(u"PRAGMA user_version=%1"_s.arg(step + 1)); !done)
                return std::unexpected(done.error());
            return {};
        });
        if (!migrated)
            return migrated;
        m_statements.clear();
    }
    return {};
}

Result<QSqlQuery *> Database::exec(const QString &sql, const QVariantList &values)
{
    auto &statement = m_statements[sql];
    if (!statement) {
        auto query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connectionName, false));
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            m_statements.remove(sql);
            return storageFailure(u"A database statement could not be prepared."_s, query->lastError());
        }
        statement = std::move(query);
    } else {
        statement->finish();
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        statement->bindValue(int(i), values[i]);
    if (!statement->exec())
        return storageFailure(u"The database refused a statement."_s, statement->lastError());
    return statement.get();
}

sqlite3 *Database::handle() const
{
    const QVariant handle = QSqlDatabase::database(m_connectionName, false).driver()->handle();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

} // namespace coupe
