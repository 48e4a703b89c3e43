#include "gitopsreader.h"

#include "chain.h"

namespace coupe::service {

GitopsReader::GitopsReader(std::unique_ptr<gitops::Repository> repository, IndexThread::Options index)
    : m_repository(std::move(repository)), m_index(std::move(index))
{
}

Result<QList<gimlet::Release>> GitopsReader::releases(const QString &env, const gitops::ReleaseQuery &query)
{
    const auto layout = gitops::Layout::make(env);
    if (!layout)
        return std::unexpected(layout.error());
    if (!query.app.isEmpty()) {
        if (const auto path = layout->appPath(query.app); !path)
            return std::unexpected(path.error());
    }
    const auto tip = head();
    if (!tip)
        return std::unexpected(tip.error());
    if (!*tip)
        return QList<gimlet::Release>();
    if (const auto changes = m_index.changes(**tip, gitops::filterOf(*layout, query), query.limit)) {
        QList<gimlet::Release> releases;
        for (const gitops::Change &change : *changes) {
            if (auto release = gitops::releaseOf(change))
                releases.append(std::move(*release));
        }
        return releases;
    }
    const std::lock_guard lock(m_mutex);
    return gitops::listReleases(*m_repository, *layout, query);
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
        [&](const gitops::Layout &layout) { return gitops::checkRollback(*m_repository, layout, app, targetHash); });
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
