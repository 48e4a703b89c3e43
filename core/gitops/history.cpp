#include "history.h"

#include "historywalk.h"
#include "releasefile.h"
#include "rollback.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

History::History(Repository &repository) : m_repository(repository) { }

History::~History() = default;

Result<HistoryWalk *> History::walkAt(const std::optional<QString> &head, const Layout &layout)
{
    std::unique_ptr<HistoryWalk> &walk = m_walks[layout.envPath()];
    if (!walk)
        walk = std::make_unique<HistoryWalk>(m_repository.handle(), layout.envPath());
    if (auto moved = walk->moveTo(head ? fromHex(*head).value_or(Nothing) : Nothing); !moved)
        return std::unexpected(std::move(moved.error()));
    return walk.get();
}

Result<QList<gimlet::Release>> History::listReleases(const Layout &layout, const ReleaseQuery &query)
{
    git_repository *repository = m_repository.handle();
    if (!query.app.isEmpty()) {
        if (const auto path = layout.appPath(query.app); !path)
            return std::unexpected(path.error());
    }
    const auto head = m_repository.head();
    if (!head)
        return std::unexpected(head.error());
    const auto walk = walkAt(*head, layout);
    if (!walk)
        return std::unexpected(walk.error());

    QList<gimlet::Release> releases;
    RevertTracker reverts;
    for (size_t i = 0; query.limit < 0 || releases.size() < query.limit; ++i) {
        const auto found = (*walk)->at(i);
        if (!found)
            return std::unexpected(found.error());
        if (!*found)
            break;
        const FolderChange &change = **found;
        if (!query.app.isEmpty() && change.folder != query.app)
            continue;
        const bool undone = reverts.isUndone(change);
        const QDateTime created = QDateTime::fromSecsSinceEpoch(change.time, Qt::UTC);
        if ((query.since.isValid() && created < query.since) || (query.until.isValid() && created >= query.until))
            continue;
        const auto counts = isRelease(repository, change);
        if (!counts)
            return std::unexpected(counts.error());
        if (!*counts)
            continue;
        auto release = readRelease(repository, change.after, layout.env(), change.folder);
        if (!release)
            return std::unexpected(std::move(release.error()));
        if (!*release)
            continue;
        if (!query.gitRepo.isEmpty() && (!(*release)->version || (*release)->version->repositoryName != query.gitRepo))
            continue;
        gimlet::Release &row = releases.emplaceBack(std::move(**release));
        row.gitopsRef = toHex(change.commit);
        row.created = created;
        row.rolledBack = undone;
    }
    return releases;
}

Result<void> History::checkRollback(const Layout &layout, const QString &app, const QString &targetHash)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto target = rollbackTarget(targetHash);
    if (!target)
        return std::unexpected(target.error());
    const auto head = m_repository.head();
    if (!head)
        return std::unexpected(head.error());
    const auto walk = walkAt(*head, layout);
    if (!walk)
        return std::unexpected(walk.error());
    git_oid folder = Nothing;
    if (*head) {
        const auto commit = commitAt(m_repository.handle(), fromHex(**head).value_or(Nothing));
        if (!commit)
            return std::unexpected(commit.error());
        const auto found = folderAt(m_repository.handle(), *git_commit_tree_id(commit->get()), *path);
        if (!found)
            return std::unexpected(found.error());
        folder = *found;
    }
    const auto steps = planRollback(m_repository.handle(), **walk, layout, app, folder, *target);
    if (!steps)
        return std::unexpected(steps.error());
    return {};
}

Result<QList<gimlet::Release>> listReleases(Repository &repository, const Layout &layout, const ReleaseQuery &query)
{
    return History(repository).listReleases(layout, query);
}

Result<QMap<QString, std::optional<gimlet::Release>>> currentReleases(Repository &repository, const Layout &layout)
{
    QMap<QString, std::optional<gimlet::Release>> releases;
    const auto head = repository.head();
    if (!head)
        return std::unexpected(head.error());
    git_oid env = Nothing;
    if (*head) {
        const auto commit = commitAt(repository.handle(), fromHex(**head).value_or(Nothing));
        if (!commit)
            return std::unexpected(commit.error());
        const auto folder = folderAt(repository.handle(), *git_commit_tree_id(commit->get()), layout.envPath());
        if (!folder)
            return std::unexpected(folder.error());
        env = *folder;
    }
    if (isNothing(env)) {
        if (layout.repoPerEnv())
            return releases;
        return failure(ErrorKind::NotFound, u"The gitops repo has no environment %1."_s.arg(layout.env()));
    }
    const auto tree = treeAt(repository.handle(), env);
    if (!tree)
        return std::unexpected(tree.error());
    for (size_t i = 0; i < git_tree_entrycount(tree->get()); ++i) {
        const git_tree_entry *entry = git_tree_entry_byindex(tree->get(), i);
        const QString app = QString::fromUtf8(git_tree_entry_name(entry));
        if (git_tree_entry_filemode(entry) != GIT_FILEMODE_TREE || !Layout::isAppFolder(app))
            continue;
        auto release = readRelease(repository.handle(), *git_tree_entry_id(entry), layout.env(), app);
        if (!release)
            return std::unexpected(std::move(release.error()));
        releases.insert(app, *release);
    }
    return releases;
}

} // namespace coupe::gitops
