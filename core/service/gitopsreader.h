#pragma once

#include <gitops/history.h>

#include <mutex>

namespace coupe::service {

/// What the API reads of the gitops repo. Thread-safe: the handlers share one index of its history and take turns.
class GitopsReader
{
public:
    explicit GitopsReader(std::unique_ptr<gitops::Repository> repository);

    /// Newest first.
    Result<QList<gimlet::Release>> releases(const QString &env, const gitops::ReleaseQuery &query);
    /// App → what is wanted to run; empty while nothing was released to the environment.
    Result<QMap<QString, std::optional<gimlet::Release>>> current(const QString &env);
    /// Whether the app can be rolled back to @p targetHash, as the branch stands now. Invalid and NotFound with a
    /// sentence.
    Result<void> checkRollback(const QString &env, const QString &app, const QString &targetHash);
    Result<std::optional<QString>> head();
    Result<bool> contains(const QString &hash);

private:
    std::mutex m_mutex;
    std::unique_ptr<gitops::Repository> m_repository;
    gitops::History m_history;
};

} // namespace coupe::service
