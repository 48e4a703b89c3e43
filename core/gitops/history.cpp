#include "history.h"

#include "releasefile.h"
#include "releaserecord.h"
#include "reverttracker.h"
#include "rollback.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

bool isWanted(const Change &change, const ReleaseQuery &query)
{
    return (!query.since.isValid() || change.time >= query.since)
        && (!query.until.isValid() || change.time < query.until)
        && (query.gitRepo.isEmpty() || (change.version && change.version->repositoryName == query.gitRepo));
}

/// The environment's folder at the head; Nothing when it is not there.
Result<git_oid> folderAtHead(Repository &repository, const QString &path)
{
    const auto head = repository.head();
    if (!head)
        return std::unexpected(head.error());
    if (!*head)
        return Nothing;
    const auto commit = commitAt(repository.handle(), fromHex(**head).value_or(Nothing));
    if (!commit)
        return std::unexpected(commit.error());
    return folderAt(repository.handle(), *git_commit_tree_id(commit->get()), path);
}

} // namespace

ChangeFilter filterOf(const Layout &layout, const ReleaseQuery &query)
{
    return {.env = layout.env(),
        .app = query.app,
        .repository = query.gitRepo,
        .kinds = {ChangeKind::Deploy, ChangeKind::PolicyDeploy},
        .readable = true,
        .from = query.since,
        .until = query.until};
}

std::optional<gimlet::Release> releaseOf(const Change &change)
{
    const bool deployed = change.kind == ChangeKind::Deploy || change.kind == ChangeKind::PolicyDeploy;
    if (!deployed || change.record != RecordState::Read)
        return {};
    gimlet::Release release;
    release.app = change.app;
    release.env = change.env;
    release.artifactId = change.artifactId;
    release.triggeredBy = change.triggeredBy;
    release.version = change.version;
    release.gitopsRef = change.commit;
    release.created = change.time;
    release.rolledBack = change.rolledBack;
    return release;
}

Result<QList<gimlet::Release>> listReleases(Repository &repository, const Layout &layout, const ReleaseQuery &query)
{
    if (!query.app.isEmpty()) {
        if (const auto path = layout.appPath(query.app); !path)
            return std::unexpected(path.error());
    }
    const auto head = repository.head();
    if (!head)
        return std::unexpected(head.error());
    const auto objects = ObjectReader::of(repository.handle(), ObjectReader::Hashes::Trusted);
    if (!objects)
        return std::unexpected(objects.error());
    ChangeScan scan(repository.handle(), *objects, ScanScope::of(layout, query.app));
    if (auto started = scan.startAt(*head ? fromHex(**head).value_or(Nothing) : Nothing); !started)
        return std::unexpected(std::move(started.error()));

    QList<gimlet::Release> releases;
    RevertTracker reverts;
    const auto isFull = [&] { return query.limit >= 0 && releases.size() >= query.limit; };
    while (!isNothing(scan.next()) && !isFull()) {
        auto changes = scan.step();
        if (!changes)
            return std::unexpected(std::move(changes.error()));
        for (ScannedChange &found : *changes) {
            found.change.rolledBack = reverts.isUndone(found);
            auto release = releaseOf(found.change);
            if (release && !isFull() && isWanted(found.change, query))
                releases.append(std::move(*release));
        }
    }
    return releases;
}

Result<QMap<QString, std::optional<gimlet::Release>>> currentReleases(Repository &repository, const Layout &layout)
{
    QMap<QString, std::optional<gimlet::Release>> releases;
    const auto env = folderAtHead(repository, layout.envPath());
    if (!env)
        return std::unexpected(env.error());
    if (isNothing(*env)) {
        if (layout.repoPerEnv())
            return releases;
        return failure(ErrorKind::NotFound, u"The gitops repo has no environment %1."_s.arg(layout.env()));
    }
    const auto objects = ObjectReader::of(repository.handle());
    if (!objects)
        return std::unexpected(objects.error());
    const auto folders = objects->tree(*env);
    if (!folders)
        return std::unexpected(folders.error());
    qsizetype offset = 0;
    while (const auto entry = folders->next(offset)) {
        const QString app = textOf(entry->name);
        if (!entry->isFolder() || !Layout::isAppFolder(app))
            continue;
        auto record = recordIn(*objects, entry->id);
        if (!record)
            return std::unexpected(std::move(record.error()));
        std::optional<gimlet::Release> &release = releases[app];
        if (record->state != RecordState::Read)
            continue;
        release = std::move(record->release);
        release->env = layout.env();
        release->app = app;
    }
    return releases;
}

Result<void> checkRollback(Repository &repository, const Layout &layout, const QString &app, const QString &targetHash)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto target = rollbackTarget(targetHash);
    if (!target)
        return std::unexpected(target.error());
    const auto head = repository.head();
    if (!head)
        return std::unexpected(head.error());
    const auto folder = folderAtHead(repository, *path);
    if (!folder)
        return std::unexpected(folder.error());
    const auto steps = planRollback(
        repository.handle(), *head ? fromHex(**head).value_or(Nothing) : Nothing, layout, app, *folder, *target);
    if (!steps)
        return std::unexpected(steps.error());
    return {};
}

} // namespace coupe::gitops
