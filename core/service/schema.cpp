#include "schema.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

QList<QStringList> schema()
{
    return {
        {
            uR"(CREATE TABLE accounts (
                login TEXT PRIMARY KEY,
                secret BLOB NOT NULL,
                admin INTEGER NOT NULL
            ) WITHOUT ROWID)"_s,

            uR"(CREATE TABLE environments (
                position INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
            ))"_s,

            // The columns are for filters; the document is what is answered. Each index ends in the sort order and, as
            // every index does, in the row's key, so that even a far page is found without touching the documents.
            uR"(CREATE TABLE artifacts (
                sequence INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                created INTEGER NOT NULL,
                repository TEXT NOT NULL,
                branch TEXT NOT NULL,
                source_branch TEXT NOT NULL,
                event INTEGER NOT NULL,
                sha TEXT NOT NULL,
                document BLOB NOT NULL
            ))"_s,
            u"CREATE INDEX artifacts_by_time ON artifacts (created)"_s,
            u"CREATE INDEX artifacts_by_repository ON artifacts (repository, created)"_s,
            u"CREATE INDEX artifacts_by_branch ON artifacts (branch, created)"_s,
            u"CREATE INDEX artifacts_by_sha ON artifacts (sha, created)"_s,

            uR"(CREATE TABLE events (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                type TEXT NOT NULL,
                created INTEGER NOT NULL,
                artifact TEXT NOT NULL,
                request BLOB,
                status TEXT NOT NULL,
                status_desc TEXT NOT NULL,
                results BLOB
            ))"_s,
            u"CREATE INDEX events_new ON events (sequence) WHERE status = 'new'"_s,
            u"CREATE INDEX events_of_artifact ON events (artifact) WHERE type = 'artifact'"_s,

            uR"(CREATE TABLE commits (
                sequence INTEGER PRIMARY KEY,
                sha TEXT NOT NULL UNIQUE,
                env TEXT NOT NULL,
                app TEXT NOT NULL,
                status TEXT NOT NULL,
                status_desc TEXT NOT NULL,
                created INTEGER NOT NULL,
                final INTEGER NOT NULL
            ))"_s,
            u"CREATE INDEX commits_by_time ON commits (created)"_s,
            u"CREATE INDEX commits_by_app ON commits (env, app)"_s,
            u"CREATE INDEX commits_open ON commits (env) WHERE final = 0"_s,

            uR"(CREATE TABLE answers (
                login TEXT NOT NULL,
                key BLOB NOT NULL,
                fingerprint BLOB NOT NULL,
                status INTEGER NOT NULL,
                body BLOB NOT NULL,
                event TEXT NOT NULL,
                created INTEGER NOT NULL,
                PRIMARY KEY (login, key)
            ) WITHOUT ROWID)"_s,
        },
    };
}

} // namespace coupe::service
