#include "gitopsreader.h"

#include "chain.h"

namespace coupe::service {

GitopsReader::GitopsReader(std::unique_ptr<gitops::Repository> repository)
    : m_repository(std::move(repository)), m_history(*m_repository)
{
}

Result<QList<gimlet::Release>> GitopsReader::releases(const QString &env, const gitops::ReleaseQuery &query)
{
    const std::lock_guard lock(m_mutex);
    return andThen(
        gitops::Layout::make(env), [&](const gitops::Layout &layout) { return m_history.listReleases(layout, query); });
}

Result<QMap<QString, std::optional<gimlet::Release>>> GitopsReader::current(const QString &env)
{
    const std::lock_guard lock(m_mutex);
    auto releases = andThen(gitops::Layout::make(env),
        [&](const gitops::Layout &layout) { return gitops::currentReleases(*m_repository, layout); });
    if (!releases && releases.error().kind == ErrorKind::NotFound)
        return {};
    return releases;
}

Result<void> GitopsReader::checkRollback(const QString &env, const QString &app, const QString &targetHash)
{
    const std::lock_guard lock(m_mutex);
    return andThen(gitops::Layout::make(env),
        [&](const gitops::Layout &layout) { return m_history.checkRollback(layout, app, targetHash); });
}

Result<std::optional<QString>> GitopsReader::head()
{
    const std::lock_guard lock(m_mutex);
    return m_repository->head();
}

Result<bool> GitopsReader::contains(const QString &hash)
{
    const std::lock_guard lock(m_mutex);
    return m_repository->contains(hash);
}

} // namespace coupe::service
