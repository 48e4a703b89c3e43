#pragma once

#include "git.h"

#include <QList>
#include <QSet>

#include <deque>

namespace coupe::gitops {

/// One app's folder, changed by one commit.
struct FolderChange {
    git_oid commit = Nothing;
    QString folder;
    git_oid before = Nothing; ///< the folder's tree in the first parent
    git_oid after = Nothing; ///< Nothing: the commit removed it
    qint64 time = 0; ///< the committer's, unix seconds
    bool automatedDeploy = false; ///< the message says so
    QList<git_oid> reverts; ///< the commits that it says it reverts; empty: no revert
};

/// The changes of an environment's app folders, newest first, along the first parents of a branch. Compares the hashes
/// of trees and reads only as far back as it is asked to.
class HistoryWalk
{
public:
    HistoryWalk(git_repository *repository, QString envPath) : m_repository(repository), m_envPath(std::move(envPath))
    {
    }

    /// Goes to another head. What was read stays when the old head is behind the new one.
    Result<void> moveTo(const git_oid &head);

    /// The change at @p index; null past the first commit. Valid until the next call of moveTo.
    Result<const FolderChange *> at(size_t index);

private:
    /// A commit that is to be compared with its parent.
    struct Position {
        CommitPtr commit; ///< null: the history has been read to its start
        git_oid env = Nothing; ///< the tree of the environment's folder
    };

    Result<Position> positionAt(const git_oid &commit) const;
    /// Appends what the commit at @p position changed, and moves to its parent.
    Result<void> step(Position &position, std::deque<FolderChange> &changes) const;
    Result<void> compare(const FolderChange &commit, const git_oid &before, const git_oid &after,
        const QString &message, std::deque<FolderChange> &changes) const;

    git_repository *m_repository;
    QString m_envPath;
    git_oid m_head = Nothing;
    Position m_next;
    std::deque<FolderChange> m_changes;
};

/// Follows reverts, and reverts of reverts. To be shown every change of the folders in question, newest first.
class RevertTracker
{
public:
    /// Whether a later change took this one back.
    bool isUndone(const FolderChange &change);

private:
    QSet<std::pair<QByteArray, QString>> m_undone;
};

/// Whether a change is a row of the release history: not a revert, not a delete, and it wrote release.json or is said
/// to be a deploy.
Result<bool> isRelease(git_repository *repository, const FolderChange &change);

} // namespace coupe::gitops
