#include "indexschema.h"

#include <QFile>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

// A change's id grows with newness. Flags and ids of apps are settled within the transaction that adds changes.
const QList<QStringList> Migrations{{
    u"CREATE TABLE progress (head BLOB NOT NULL, next BLOB, scope TEXT NOT NULL, rules INTEGER NOT NULL)"_s,
    u"CREATE TABLE rewrite (id INTEGER PRIMARY KEY, seen INTEGER NOT NULL, was BLOB NOT NULL, became BLOB NOT NULL,"
    " fork BLOB, removed INTEGER NOT NULL)"_s,
    u"CREATE TABLE env (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
    u"CREATE TABLE app (id INTEGER PRIMARY KEY, env INTEGER NOT NULL, name TEXT NOT NULL,"
    " known INTEGER NOT NULL DEFAULT 0, present INTEGER NOT NULL DEFAULT 0, current INTEGER, UNIQUE (env, name))"_s,
    u"CREATE TABLE change (id INTEGER PRIMARY KEY, env INTEGER NOT NULL, app INTEGER NOT NULL, hash BLOB NOT NULL,"
    " time INTEGER NOT NULL, kind INTEGER NOT NULL, rolledback INTEGER NOT NULL DEFAULT 0, present INTEGER NOT NULL,"
    " record INTEGER NOT NULL, seen INTEGER NOT NULL, reverts INTEGER NOT NULL, person TEXT, author TEXT, message "
    "TEXT, artifact TEXT,"
    " triggeredby TEXT, repository TEXT, sha TEXT, created INTEGER, branch TEXT, event INTEGER, sourcebranch TEXT,"
    " targetbranch TEXT, tag TEXT, authorname TEXT, authoremail TEXT, committername TEXT, committeremail TEXT,"
    " versionmessage TEXT, url TEXT)"_s,
    u"CREATE INDEX change_app ON change (app, id, kind, time)"_s,
    u"CREATE INDEX change_env ON change (env, id)"_s,
    u"CREATE TABLE revert (change INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (change, hash)) WITHOUT ROWID"_s,
    u"CREATE TABLE alsonamed (change INTEGER PRIMARY KEY, hash BLOB NOT NULL)"_s,
    u"CREATE VIRTUAL TABLE words USING fts5(place, person, repository, text, content='', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2')"_s,
    u"INSERT INTO words (words, rank) VALUES ('hashsize', 8388608)"_s,
    u"CREATE VIEW wordsof AS SELECT change.id AS id, 'e' || change.env || ' a' || change.app || ' k' || change.kind"
    " AS place, coalesce(person, '') || ' ' || coalesce(author, '') || ' ' || coalesce(authorname, '') AS person,"
    " coalesce(repository, '') AS repository, env.name || ' ' || app.name || ' ' || coalesce(person, '') || ' ' ||"
    " coalesce(author, '') || ' ' || coalesce(authorname, '') || ' ' || coalesce(message, '') || ' ' ||"
    " coalesce(versionmessage, '') || ' ' || coalesce(repository, '') || ' ' || coalesce(branch, '') || ' ' ||"
    " coalesce(tag, '') || ' ' || coalesce(sha, '') || ' ' || lower(hex(hash)) AS text"
    " FROM change JOIN app ON app.id = change.app JOIN env ON env.id = change.env"_s,
}};

Result<void> runAll(Database &database, const QStringList &statements)
{
    for (const QString &sql : statements) {
        const auto done = database.exec(sql);
        if (!done)
            return std::unexpected(done.error());
        (*done)->finish();
    }
    return {};
}

/// Hashes fall all over their index: with SQLite's own 2 MB every part would read and write most of it again.
Result<std::unique_ptr<Database>> openWithRoom(const QString &path)
{
    auto database = Database::open(path, Migrations);
    if (!database)
        return database;
    if (auto set = runAll(**database, {u"PRAGMA cache_size = -32768"_s, u"PRAGMA wal_autocheckpoint = 8192"_s}); !set)
        return std::unexpected(std::move(set.error()));
    return database;
}

} // namespace

Result<void> makeLookups(Database &database)
{
    return runAll(database,
        {u"CREATE INDEX IF NOT EXISTS change_hash ON change (hash)"_s,
            u"CREATE INDEX IF NOT EXISTS change_time ON change (time)"_s});
}

Result<void> dropLookups(Database &database)
{
    return runAll(database, {u"DROP INDEX IF EXISTS change_hash"_s, u"DROP INDEX IF EXISTS change_time"_s});
}

Result<std::unique_ptr<Database>> openIndex(const QString &path)
{
    auto database = openWithRoom(path);
    const auto damaged = [](const Error &error) {
        return error.detail.contains(u"malformed"_s) || error.detail.contains(u"not a database"_s);
    };
    if (database || !damaged(database.error()))
        return database;
    for (const QString &part : {path, path + u"-wal"_s, path + u"-shm"_s})
        QFile::remove(part);
    return openWithRoom(path);
}

} // namespace coupe::gitops
