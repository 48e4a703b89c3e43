#pragma once

#include "git.h"

#include <QDateTime>
#include <QList>

namespace coupe::gitops {

/// Commits by Gimlet on top of a head, none of which the branch knows yet. Dropping it leaves unreachable objects only.
class Draft
{
public:
    /// @p head may be Nothing.
    static Result<Draft> on(git_repository *repository, const git_oid &head, const QDateTime &time);

    git_repository *repository() const { return m_repository; }
    const git_oid &head() const { return m_head; }
    const git_oid &tree() const { return m_tree; } ///< as it stands now; Nothing when it is empty
    const QList<git_oid> &commits() const { return m_commits; } ///< oldest first

    /// Puts a file or folder at @p path, or with Nothing removes what is there.
    Result<void> put(const QString &path, const git_oid &entry, git_filemode_t mode);
    Result<void> commit(const QString &message);

private:
    Draft(git_repository *repository, const git_oid &head, SignaturePtr signature);

    git_repository *m_repository;
    git_oid m_head;
    git_oid m_tree = Nothing;
    SignaturePtr m_signature;
    QList<git_oid> m_commits;
};

} // namespace coupe::gitops
