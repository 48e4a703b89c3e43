#include "store.h"

#include "schema.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

Store::Store(std::unique_ptr<Database> database) : m_database(std::move(database)) { }

Result<std::unique_ptr<Store>> Store::open(const QString &path)
{
    static const QList<QStringList> migrations = schema();
    auto database = Database::open(path, migrations, Database::Durability::Full);
    if (!database)
        return std::unexpected(database.error());
    return std::unique_ptr<Store>(new Store(std::move(*database)));
}

Result<void> Store::change(const QString &sql, const QVariantList &values)
{
    const auto query = m_database->exec(sql, values);
    if (!query)
        return std::unexpected(query.error());
    (*query)->finish();
    return {};
}

Result<std::optional<Account>> Store::account(const QString &login)
{
    std::optional<Account> found;
    const auto read = select(u"SELECT login, secret, admin FROM accounts WHERE login = ?"_s, {login},
        [&](QSqlQuery &row) { found = {row.value(0).toString(), row.value(1).toByteArray(), row.value(2).toBool()}; });
    return mapped(read, [&] { return found; });
}

Result<QList<Account>> Store::accounts()
{
    QList<Account> accounts;
    const auto read = select(u"SELECT login, secret, admin FROM accounts ORDER BY login"_s, {}, [&](QSqlQuery &row) {
        accounts.append({row.value(0).toString(), row.value(1).toByteArray(), row.value(2).toBool()});
    });
    return mapped(read, [&] { return accounts; });
}

Result<void> Store::addAccount(const Account &account)
{
    return change(u"INSERT INTO accounts (login, secret, admin) VALUES (?, ?, ?)"_s,
        {account.login, account.secret, account.admin ? 1 : 0});
}

Result<void> Store::removeAccount(const QString &login)
{
    return change(u"DELETE FROM accounts WHERE login = ?"_s, {login});
}

Result<QStringList> Store::environments()
{
    QStringList names;
    const auto read = select(u"SELECT name FROM environments ORDER BY position"_s, {},
        [&](QSqlQuery &row) { names.append(row.value(0).toString()); });
    return mapped(read, [&] { return names; });
}

Result<void> Store::addEnvironment(const QString &name)
{
    return change(u"INSERT OR IGNORE INTO environments (name) VALUES (?)"_s, {name});
}

Result<std::optional<RememberedAnswer>> Store::rememberedAnswer(const QString &login, const QByteArray &key)
{
    std::optional<RememberedAnswer> found;
    const auto read = select(u"SELECT fingerprint, status, body, event FROM answers WHERE login = ? AND key = ?"_s,
        {login, key}, [&](QSqlQuery &row) {
            found = {
                row.value(0).toByteArray(), row.value(1).toInt(), row.value(2).toByteArray(), row.value(3).toString()};
        });
    return mapped(read, [&] { return found; });
}

Result<void> Store::rememberAnswer(
    const QString &login, const QByteArray &key, const RememberedAnswer &answer, qint64 now)
{
    return change(
        u"INSERT INTO answers (login, key, fingerprint, status, body, event, created) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {login, key, answer.fingerprint, answer.status, answer.body, answer.eventId.isNull() ? u""_s : answer.eventId,
            now});
}

Result<void> Store::forgetAnswersBefore(qint64 time)
{
    return change(u"DELETE FROM answers WHERE created < ?"_s, {time});
}

} // namespace coupe::service
