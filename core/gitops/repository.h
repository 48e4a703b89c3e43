#pragma once

#include <base/result.h>

#include <memory>
#include <optional>

struct git_repository;

namespace coupe::gitops {

/// A bare git repository on this machine. Used by one thread at a time: everything made from it (Writer, History)
/// belongs to that thread too; another thread opens the path again.
///
/// Reads nothing of a person's own git configuration, runs no hooks, checks nothing out. Hashes are verified on
/// reading. Errors are of kind Git, with libgit2's words in detail; an unreadable repository is an error, never an
/// empty one.
class Repository
{
public:
    /// Makes the repository, with branch main, when there is nothing or an empty folder at @p path. Appears complete or
    /// not at all.
    static Result<std::unique_ptr<Repository>> openOrInit(const QString &path);
    /// NotFound when there is none.
    static Result<std::unique_ptr<Repository>> open(const QString &path);

    /// Whether what is written survives a power cut, and not only a kill: on by default, and about 100 ms a deploy. For
    /// the whole process, before the first repository is opened; a throwaway demo turns it off.
    static Result<void> setFlushing(bool on);

    ~Repository();
    Repository(const Repository &) = delete;
    Repository &operator=(const Repository &) = delete;

    const QString &path() const { return m_path; }
    /// The branch HEAD names: "refs/heads/main" in those that we make.
    const QString &branchRef() const { return m_branchRef; }

    /// Full hash of the branch's tip; none when nothing was committed yet.
    Result<std::optional<QString>> head() const;

    /// Whether the branch's history holds this commit. False for what is not a full hash and for unknown ones.
    Result<bool> contains(const QString &hash) const;

    /// Moves the branch from @p from (none: the branch must not exist yet) to the commit @p to, in one atomic step.
    /// False when the branch is no longer at @p from; nothing has happened then, and the caller starts over from the
    /// new head. Waits up to six seconds for another program's lock, and removes one that a killed program left behind.
    Result<bool> advance(const std::optional<QString> &from, const QString &to, const QString &reason);

    /// For this part's own sources.
    git_repository *handle() const { return m_handle; }

private:
    Repository(git_repository *handle, QString path, QString branchRef);

    git_repository *m_handle;
    QString m_path;
    QString m_branchRef;
};

} // namespace coupe::gitops
