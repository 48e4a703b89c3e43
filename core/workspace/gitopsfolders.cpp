#include "gitopsparts.h"

#include <atomic>

// Questions to the folders in one repo.
namespace coupe::workspace {

using gitops::Change;
using gitops::ChangeFilter;

namespace {

/// As many changes of one value as anybody reads.
constexpr qsizetype MostTrailed = 500;
constexpr qsizetype TrailPage = 200;

Result<gitops::Layout> layoutOf(const GitopsSource &source, const QString &environment)
{
    return gitops::Layout::make(environment, !source.environment.isEmpty());
}

Result<gitops::Folder> folderOn(GitopsShelf &shelf, const GitopsSource &source, const FolderAt &at)
{
    const auto layout = layoutOf(source, at.environment);
    if (!layout)
        return std::unexpected(layout.error());
    const auto repository = shelf.repository();
    if (!repository)
        return std::unexpected(repository.error());
    QString commit = at.commit;
    if (commit.isEmpty()) {
        const auto head = (*repository)->head();
        if (!head)
            return std::unexpected(head.error());
        if (!*head)
            return gitops::Folder();
        commit = **head;
    }
    return gitops::readFolder(**repository, commit, *layout, at.app);
}

/// Follows a value through all changes of its app, a page at a time.
Result<QList<TrailStep>> walkAll(
    ValueTrail &trail, gitops::ReleaseIndex &index, const ChangeFilter &filter, const std::atomic<bool> &stopping)
{
    QList<TrailStep> steps;
    const auto onStep = [&steps](const TrailStep &step) {
        steps.append(step);
        return steps.size() < MostTrailed;
    };
    std::optional<qint64> before;
    do {
        const auto page = index.page(filter, TrailPage, before);
        if (!page)
            return std::unexpected(page.error());
        const auto goesOn = trail.walk(page->changes, onStep, [&](const Change &) { return !stopping; });
        if (!goesOn)
            return std::unexpected(goesOn.error());
        if (!*goesOn)
            return steps;
        before = page->next;
    } while (before);
    trail.finish(onStep);
    return steps;
}

} // namespace

Task GitopsRepos::folder(const FolderAt &at, std::function<void(Result<gitops::Folder>)> done)
{
    const auto repo = needRepoOf(at.environment);
    if (!repo)
        return failLater(repo.error(), std::move(done));
    return (*repo)->ask(
        [at, source = (*repo)->status().source](GitopsShelf &shelf) { return folderOn(shelf, source, at); },
        std::move(done));
}

Task GitopsRepos::compare(const FolderAt &before, const FolderAt &after, const CompareOptions &options,
    std::function<void(Result<Comparison>)> done)
{
    const auto home = needRepoOf(after.environment);
    if (!home)
        return failLater(home.error(), std::move(done));
    auto stage = std::make_shared<Task>();
    auto [task, token] = Task::create([stage] { stage->cancel(); });
    *stage = TaskGroup<Result<gitops::Folder>>::run(
        2, [&](qsizetype i, auto part) { return folder(i == 0 ? before : after, std::move(part)); },
        [home = *home, stage, options, token = token, done = std::move(done)](QList<Result<gitops::Folder>> parts) {
            auto folders = allOf(std::move(parts));
            if (!folders)
                return done(std::unexpected(folders.error()));
            *stage = home->ask(
                [folders = std::move(*folders), options](GitopsShelf &) -> Result<Comparison> {
                    return workspace::compare(folders.first(), folders.last(), options);
                },
                [done, token](Result<Comparison> result) { done(std::move(result)); });
        });
    return std::move(task);
}

Task GitopsRepos::compareWith(const FolderAt &before, std::function<Result<gitops::Folder>()> after,
    const CompareOptions &options, std::function<void(Result<Comparison>)> done)
{
    const auto repo = needRepoOf(before.environment);
    if (!repo)
        return failLater(repo.error(), std::move(done));
    return (*repo)->ask(
        [before, after = std::move(after), options, source = (*repo)->status().source](
            GitopsShelf &shelf) -> Result<Comparison> {
            const auto folder = folderOn(shelf, source, before);
            const auto other = folder ? after() : folder;
            if (!other)
                return std::unexpected(other.error());
            return workspace::compare(*folder, *other, options);
        },
        std::move(done));
}

Task GitopsRepos::files(const FolderAt &at, std::function<void(Result<QList<gitops::FileChange>>)> done)
{
    const auto repo = needRepoOf(at.environment);
    if (!repo)
        return failLater(repo.error(), std::move(done));
    return (*repo)->ask(
        [at, source = (*repo)->status().source](GitopsShelf &shelf) -> Result<QList<gitops::FileChange>> {
            const auto layout = layoutOf(source, at.environment);
            if (!layout)
                return std::unexpected(layout.error());
            const auto repository = shelf.repository();
            if (!repository)
                return std::unexpected(repository.error());
            return gitops::filesChanged(**repository, at.commit, *layout, at.app);
        },
        std::move(done));
}

Task GitopsRepos::trail(const QString &environment, const QString &app, const QString &object, const QString &path,
    std::function<void(Result<QList<TrailStep>>)> done)
{
    const auto repo = needRepoOf(environment);
    if (!repo)
        return failLater(repo.error(), std::move(done));
    auto stopping = std::make_shared<std::atomic<bool>>(false);
    auto stage = std::make_shared<Task>();
    auto [task, token] = Task::create([stage, stopping] {
        *stopping = true;
        stage->cancel();
    });
    *stage = (*repo)->ask(
        [=, source = (*repo)->status().source](GitopsShelf &shelf) -> Result<QList<TrailStep>> {
            const auto layout = layoutOf(source, environment);
            const auto index = shelf.index();
            const auto repository = shelf.repository();
            if (!layout || !index || !repository)
                return std::unexpected(!layout ? layout.error() : !index ? index.error() : repository.error());
            ValueTrail trail(object, path,
                [&](const QString &commit) { return gitops::readFolder(**repository, commit, *layout, app); });
            return walkAll(trail, **index, {.env = environment, .app = app}, *stopping);
        },
        [done = std::move(done), token = token](Result<QList<TrailStep>> steps) { done(std::move(steps)); });
    return std::move(task);
}

template <typename T, typename Work>
Task GitopsRepos::freshlyOn(const QString &environment, const Work &work, std::function<void(Result<T>)> done)
{
    const auto found = needRepoOf(environment);
    if (!found)
        return failLater(found.error(), std::move(done));
    GitopsRepo *repo = *found;
    auto stage = std::make_shared<Task>();
    const auto layout = layoutOf(repo->status().source, environment);
    if (!layout)
        return failLater(layout.error(), std::move(done));
    auto [task, token] = Task::create([stage] { stage->cancel(); });
    *stage = repo->freshly([=, layout = *layout, token = token](const Result<void> &fetched) {
        if (!fetched)
            return done(std::unexpected(fetched.error()));
        *stage = repo->ask(
            [work, layout](GitopsShelf &shelf) -> Result<T> {
                const auto repository = shelf.repository();
                return repository ? work(**repository, layout) : std::unexpected(repository.error());
            },
            [done, token](Result<T> result) { done(std::move(result)); });
    });
    return std::move(task);
}

Task GitopsRepos::forecast(const QString &environment, const QString &app, const QString &target,
    gitops::RollbackRules rules, std::function<void(Result<gitops::RollbackForecast>)> done)
{
    return freshlyOn<gitops::RollbackForecast>(
        environment,
        [app, target, rules](gitops::Repository &repository, const gitops::Layout &layout) {
            return gitops::forecastRollback(repository, layout, app, target, rules);
        },
        std::move(done));
}

Task GitopsRepos::recheck(
    const QString &environment, const QString &app, const QString &target, std::function<void(Result<QString>)> done)
{
    return freshlyOn<QString>(
        environment,
        [app, target](gitops::Repository &repository, const gitops::Layout &layout) -> Result<QString> {
            if (const auto fit = gitops::checkRollbackTarget(repository, layout, app, target); !fit)
                return std::unexpected(fit.error());
            const auto head = repository.head();
            if (!head)
                return std::unexpected(head.error());
            return head->value_or(QString());
        },
        std::move(done));
}

} // namespace coupe::workspace
