#pragma once

#include "indexthread.h"

#include <gitops/history.h>

namespace coupe::service {

/// What the API reads of the gitops repo. Thread-safe.
class GitopsReader
{
public:
    GitopsReader(std::unique_ptr<gitops::Repository> repository, IndexThread::Options index);

    /// Newest first: from the index, or from the history itself while the index is on its way.
    Result<QList<gimlet::Release>> releases(const QString &env, const gitops::ReleaseQuery &query);
    /// App → what is wanted to run; empty while nothing was released to the environment.
    Result<QMap<QString, std::optional<gimlet::Release>>> current(const QString &env);
    /// Whether the app can be rolled back to @p targetHash, as the branch stands now. Invalid and NotFound with a
    /// sentence.
    Result<void> checkRollback(const QString &env, const QString &app, const QString &targetHash);
    Result<std::optional<QString>> head();
    Result<bool> contains(const QString &hash);

private:
    std::mutex m_mutex; ///< for the repository: its users take turns
    std::unique_ptr<gitops::Repository> m_repository;
    IndexThread m_index;
};

} // namespace coupe::service
