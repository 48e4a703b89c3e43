#pragma once

#include "change.h"
#include "layout.h"
#include "objectreader.h"
#include "sidebranch.h"

#include <QHash>

namespace coupe::gitops {

/// A change as the scan finds it: what later commits say of it is not known yet.
struct ScannedChange {
    Change change;
    bool recordSeen = false; ///< the folder had a release.json before or after: it is an app's
    QString alsoNamed; ///< for a merge: the commit that a revert may name instead; else empty
    git_oid before = Nothing; ///< the folder's tree in the first parent
    git_oid after = Nothing; ///< Nothing: it is gone
};

/// Which changes a scan looks for. What is empty does not restrict.
struct ScanScope {
    QString soleEnv = {}; ///< the environment that has the repository to itself; empty: each top-level folder is one
    QString env = {};
    QString app = {};

    static ScanScope of(const Layout &layout, const QString &app = {})
    {
        return {layout.repoPerEnv() ? layout.env() : QString(), layout.env(), app};
    }
};

/// Reads a branch newest to oldest along first parents, and tells what each commit did to the apps of every
/// environment. Each tree is read once, and no manifest.
class ChangeScan
{
public:
    ChangeScan(git_repository *repository, const ObjectReader &objects, ScanScope scope)
        : m_repository(repository), m_objects(objects), m_scope(std::move(scope))
    {
    }

    /// Nothing: there is nothing to read.
    Result<void> startAt(const git_oid &commit);

    /// The commit that @c step reads next; Nothing at the end.
    git_oid next() const { return m_commit ? m_commit->id : Nothing; }
    /// The same in full; null at the end. Good until @c step.
    const RawCommit *nextCommit() const { return m_commit ? &*m_commit : nullptr; }

    /// What the next commit changed, by environment and app. Moves on to its first parent.
    Result<QList<ScannedChange>> step();

private:
    struct Folders {
        RawTree before;
        RawTree after;
    };

    Result<QList<ScannedChange>> compareRoots(const RawCommit &commit, const git_oid &parentTree);
    Result<void> compareEnvs(const RawCommit &commit, const QString &env, const QByteArray &folder,
        const git_oid &before, const git_oid &after, QList<ScannedChange> &changes);
    Result<ScannedChange> describe(const RawCommit &commit, ScannedChange found, const Folders &app, const Folders &env,
        bool replacedByFile) const;
    Result<void> addSideWork(const RawCommit &commit, QList<ScannedChange> &changes);
    /// The two trees; the one of the older commit is kept for the next step.
    Result<Folders> read(const QByteArray &slot, const git_oid &before, const git_oid &after);

    git_repository *m_repository;
    const ObjectReader &m_objects;
    ScanScope m_scope;
    std::optional<RawCommit> m_commit;
    QHash<QByteArray, std::pair<git_oid, RawTree>> m_kept;
    QList<QList<QByteArray>> m_paths; ///< of the changes of the commit that is being read
};

} // namespace coupe::gitops
