#pragma once

#include "changerows.h"
#include "reverttracker.h"

#include <base/database.h>

#include <QSet>

#include <map>

namespace coupe::gitops {

/// How far the index has come.
struct IndexPosition {
    git_oid head = Nothing; ///< the branch's tip that it tells of; Nothing: an unborn branch
    git_oid next = Nothing; ///< the commit from which older history is still to be read; Nothing: complete
    QString scope;
    int rules = 0;
};

/// Puts changes into the index's database. Every function belongs inside one of its transactions.
class IndexWriter
{
public:
    explicit IndexWriter(Database &database) : m_database(database) { }

    /// None: nothing was ever indexed.
    Result<std::optional<IndexPosition>> position();
    Result<void> setPosition(const IndexPosition &position);

    /// Forgets everything but the rewrites.
    Result<void> clear();

    /// Changes that are older than all that is there, newest first.
    Result<void> addOlder(const QList<ScannedChange> &changes);
    /// Changes that are newer than all that is there, newest first.
    Result<void> addNewer(const QList<ScannedChange> &changes);
    /// Takes away what is newer than the changes of @p commit. How many they were.
    Result<qint64> removeNewerThan(const git_oid &commit);

    /// Whether a change of this commit is there.
    Result<bool> knows(const git_oid &commit);

    Result<void> recordRewrite(
        const QDateTime &seen, const git_oid &was, const git_oid &became, const git_oid &fork, qint64 removed);

    /// To be called after a transaction failed: what is kept in memory may be ahead of the database.
    void forget();

private:
    struct App {
        qint64 env = 0;
        qint64 id = 0;
        bool known = false;
    };

    Result<App *> appOf(const Change &change);
    Result<QList<App *>> appsOf(const QList<ScannedChange> &changes);
    /// @p apps are those of the changes, in the same order.
    Result<void> insert(const QList<ScannedChange> &changes, const QList<App *> &apps, qint64 firstId);
    Result<void> loadUndone();

    Database &m_database;
    std::map<std::pair<QString, QString>, App> m_apps;
    QHash<QString, qint64> m_envs;
    QSet<qint64> m_settled; ///< apps whose current release older changes cannot alter
    std::optional<RevertTracker> m_undone; ///< what later commits took back
    std::optional<ChangeRows> m_rows;
};

} // namespace coupe::gitops
