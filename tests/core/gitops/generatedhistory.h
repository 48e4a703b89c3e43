#pragma once

#include "gitrepo.h"

#include <gitops/releaseindex.h>

#include <random>

/// A gitops repo of random deploys, deletes, edits by hand, reverts, reverts of reverts and merges, the same for the
/// same seed; and what its index must say, told slowly and plainly by the git program.
class GeneratedHistory
{
public:
    GeneratedHistory(GitRepo &repo, QString soleEnv, quint32 seed);

    /// Makes that many more steps on the branch; a merge with its side is one.
    void grow(int steps);
    /// Puts the branch back to an older commit of its first-parent line.
    void rewind(int commits);

    /// All changes, newest first, as @c lineOf writes them.
    QStringList expected() const;
    static QString lineOf(const coupe::gitops::Change &change);

private:
    using Files = QMap<QString, QByteArray>;

    QString head() const { return m_repo.git({QStringLiteral("rev-parse"), QStringLiteral("main")}); }
    QString prefixOf(int app) const;
    QString commit(const QString &branch, const QString &message, const Files &files, const QStringList &parents);
    /// One random commit on top of @p parent; its hash.
    QString step(const QString &branch, const QString &parent);
    QString revert(const QString &branch, const QString &parent);
    void merge();
    int random(int below) { return int(m_random() % quint32(below)); }

    GitRepo &m_repo;
    QString m_soleEnv;
    std::mt19937 m_random;
    QHash<QString, Files> m_files; ///< by commit
    QHash<QString, QString> m_messages;
    QHash<QString, QString> m_parents; ///< the first of each commit
    QHash<QString, QString> m_folders; ///< the one that each commit is about
    int m_count = 0;
};
