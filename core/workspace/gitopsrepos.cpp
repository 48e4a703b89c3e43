#include "gitopsrepos.h"

#include "taskgroup.h"

#include <QCryptographicHash>

#include <algorithm>
#include <atomic>
#include <numeric>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::ChangeFilter;

namespace {

/// As many changes of one value as anybody reads.
constexpr qsizetype MostTrailed = 500;
constexpr qsizetype TrailPage = 200;

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

/// A folder's name for a repo: the same repo for the same environment finds its mirror again.
QString folderName(const GitopsSource &source)
{
    const QByteArray key = source.url.toUtf8() + '\n' + source.environment.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(16));
}

Result<gitops::Layout> layoutOf(const GitopsSource &source, const QString &environment)
{
    return gitops::Layout::make(environment, !source.environment.isEmpty());
}

/// A repo that was not fetched yet has nothing to tell, which is no failure of the others.
template <typename T> Result<T> orNothing(Result<T> result)
{
    if (!result && result.error().kind == ErrorKind::NotFound)
        return T{};
    return result;
}

/// Puts lists that are newest first together so that the whole is, each keeping its own order.
template <typename Item, typename Time, typename Take>
void mergeNewestFirst(const QList<QList<Item>> &lists, Time time, Take take)
{
    QList<qsizetype> at(lists.size(), 0);
    while (true) {
        qsizetype newest = -1;
        for (qsizetype i = 0; i < lists.size(); ++i) {
            if (at[i] < lists[i].size() && (newest < 0 || time(lists[i][at[i]]) > time(lists[newest][at[newest]])))
                newest = i;
        }
        if (newest < 0)
            return;
        take(newest, lists[newest][at[newest]++]);
    }
}

/// The lists of all repos, or the first failure.
template <typename T> Result<QList<T>> allOf(QList<Result<T>> parts)
{
    QList<T> lists;
    for (Result<T> &part : parts) {
        if (!part)
            return std::unexpected(std::move(part.error()));
        lists.append(std::move(*part));
    }
    return lists;
}

} // namespace

GitopsRepos::GitopsRepos(
    const QList<GitopsSource> &sources, const QString &folder, const Clock &clock, GitopsTiming timing, QObject *parent)
    : QObject(parent)
{
    for (const GitopsSource &source : sources) {
        auto repo = std::make_unique<GitopsRepo>(source, folder + u'/' + folderName(source), clock, timing);
        connect(repo.get(), &GitopsRepo::statusChanged, this, &GitopsRepos::statusChanged);
        connect(repo.get(), &GitopsRepo::changed, this, &GitopsRepos::changed);
        m_repos.push_back(std::move(repo));
    }
}

GitopsRepos::~GitopsRepos() = default;

void GitopsRepos::start()
{
    for (const auto &repo : m_repos)
        repo->start();
}

void GitopsRepos::refresh()
{
    for (const auto &repo : m_repos)
        repo->refresh();
}

void GitopsRepos::hint()
{
    for (const auto &repo : m_repos)
        repo->hint();
}

void GitopsRepos::cancel()
{
    for (const auto &repo : m_repos)
        repo->cancel();
}

GitopsRepo *GitopsRepos::repoOf(const QString &environment) const
{
    GitopsRepo *shared = nullptr;
    for (const auto &repo : m_repos) {
        const QString &own = repo->status().source.environment;
        if (own == environment || repo->status().last.environments.contains(environment))
            return repo.get();
        // An environment without any release yet is in whatever repo holds a folder for each.
        if (own.isEmpty() && !shared)
            shared = repo.get();
    }
    return shared;
}

Result<GitopsRepo *> GitopsRepos::needRepoOf(const QString &environment) const
{
    if (GitopsRepo *repo = repoOf(environment))
        return repo;
    return failure(ErrorKind::NotFound,
        u"Nobody said where the gitops repo of %1 is, so its history cannot be read."_s.arg(environment));
}

const GitopsStatus *GitopsRepos::statusOf(const QString &environment) const
{
    const GitopsRepo *repo = repoOf(environment);
    return repo ? &repo->status() : nullptr;
}

QStringList GitopsRepos::environments() const
{
    QStringList all;
    for (const auto &repo : m_repos)
        all += repo->status().last.environments;
    all.sort();
    all.removeDuplicates();
    return all;
}

QDateTime GitopsRepos::oldestAsOf() const
{
    QDateTime oldest;
    for (const auto &repo : m_repos) {
        const QDateTime asOf = repo->status().last.asOf;
        if (!asOf.isValid())
            return {};
        oldest = oldest.isValid() ? std::min(oldest, asOf) : asOf;
    }
    return oldest;
}

QList<int> GitopsRepos::reposOf(const QString &environment) const
{
    QList<int> repos;
    const GitopsRepo *only = environment.isEmpty() ? nullptr : repoOf(environment);
    for (int i = 0; i < int(m_repos.size()); ++i) {
        if (environment.isEmpty() || m_repos[size_t(i)].get() == only)
            repos.append(i);
    }
    return repos;
}

template <typename T, typename Work, typename Done>
Task GitopsRepos::askEach(const QList<int> &repos, Work work, Done done)
{
    return TaskGroup<Result<T>>::run(
        repos.size(),
        [&](qsizetype i, auto part) {
            return m_repos[size_t(repos[i])]->ask(
                [work](GitopsShelf &shelf) -> Result<T> {
                    const auto index = shelf.index();
                    return index ? work(**index) : orNothing<T>(std::unexpected(index.error()));
                },
                std::move(part));
        },
        [done = std::move(done)](QList<Result<T>> parts) { done(allOf(std::move(parts))); });
}

Task GitopsRepos::keys(const ChangeFilter &filter, qsizetype limit, std::function<void(Result<QList<ChangeKey>>)> done)
{
    using Places = QList<gitops::ChangePlace>;
    const QList<int> repos = reposOf(filter.env);
    return askEach<Places>(
        repos, [filter, limit](gitops::ReleaseIndex &index) { return index.places(filter, limit); },
        [repos, limit, done = std::move(done)](const Result<QList<Places>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            QList<ChangeKey> keys;
            mergeNewestFirst(
                *lists, [](const gitops::ChangePlace &place) { return place.time; },
                [&](qsizetype list, const gitops::ChangePlace &place) {
                    if (limit < 0 || keys.size() < limit)
                        keys.append({repos[list], place.position});
                });
            done(std::move(keys));
        });
}

Task GitopsRepos::changes(const QList<ChangeKey> &keys, std::function<void(Result<QList<KeyedChange>>)> done)
{
    QList<int> repos;
    QList<QList<qint64>> positions;
    for (const ChangeKey &key : keys) {
        qsizetype at = repos.indexOf(key.repo);
        if (at < 0) {
            at = repos.size();
            repos.append(key.repo);
            positions.append(QList<qint64>());
        }
        positions[at].append(key.position);
    }
    using Found = QList<Change>;
    return TaskGroup<Result<Found>>::run(
        repos.size(),
        [&](qsizetype i, auto part) {
            return m_repos[size_t(repos[i])]->ask(
                [wanted = positions[i]](GitopsShelf &shelf) -> Result<Found> {
                    const auto index = shelf.index();
                    return index ? (*index)->at(wanted) : orNothing<Found>(std::unexpected(index.error()));
                },
                std::move(part));
        },
        [repos, done = std::move(done)](QList<Result<Found>> parts) {
            const auto lists = allOf(std::move(parts));
            if (!lists)
                return done(std::unexpected(lists.error()));
            QList<KeyedChange> all;
            for (qsizetype i = 0; i < lists->size(); ++i) {
                for (const Change &change : (*lists)[i])
                    all.append({{repos[i], change.position}, change});
            }
            done(std::move(all));
        });
}

Task GitopsRepos::count(const ChangeFilter &filter, std::function<void(Result<qint64>)> done)
{
    return askEach<qint64>(
        reposOf(filter.env), [filter](gitops::ReleaseIndex &index) { return index.count(filter); },
        [done = std::move(done)](const Result<QList<qint64>> &counts) {
            if (!counts)
                return done(std::unexpected(counts.error()));
            done(std::accumulate(counts->begin(), counts->end(), qint64(0)));
        });
}

Task GitopsRepos::find(const QString &environment, const QString &app, const QString &commit,
    std::function<void(Result<std::optional<KeyedChange>>)> done)
{
    const QList<int> repos = reposOf(environment);
    using Found = std::optional<Change>;
    return askEach<Found>(
        repos,
        [environment, app, commit](gitops::ReleaseIndex &index) { return index.change(environment, app, commit); },
        [repos, done = std::move(done)](const Result<QList<Found>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            for (qsizetype i = 0; i < lists->size(); ++i) {
                if (const Found &found = (*lists)[i])
                    return done(KeyedChange{{repos[i], found->position}, *found});
            }
            done(std::optional<KeyedChange>());
        });
}

Task GitopsRepos::before(const Change &change, std::function<void(Result<std::optional<Change>>)> done)
{
    using Found = std::optional<Change>;
    return askEach<Found>(
        reposOf(change.env),
        [change](gitops::ReleaseIndex &index) -> Result<Found> {
            ChangeFilter filter;
            filter.env = change.env;
            filter.app = change.app;
            const auto page = index.page(filter, 1, change.position);
            if (!page)
                return std::unexpected(page.error());
            return page->changes.isEmpty() ? Found() : Found(page->changes.first());
        },
        [done = std::move(done)](const Result<QList<Found>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            done(lists->value(0));
        });
}

Task GitopsRepos::whatRemoved(const ChangeFilter &filter, std::function<void(Result<QList<gitops::FacetCount>>)> done)
{
    using Counts = QList<gitops::FacetCount>;
    return askEach<Counts>(
        reposOf({}), [filter](gitops::ReleaseIndex &index) { return index.whatRemoved(filter); },
        [done = std::move(done)](const Result<QList<Counts>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            Counts sum;
            for (const Counts &counts : *lists) {
                for (const gitops::FacetCount &count : counts) {
                    const auto same = std::ranges::find(sum, count.part, &gitops::FacetCount::part);
                    if (same == sum.end())
                        sum.append(count);
                    else
                        same->found += count.found;
                }
            }
            done(std::move(sum));
        });
}

Task GitopsRepos::names(const QString &environment, std::function<void(Result<HistoryNames>)> done)
{
    return askEach<HistoryNames>(
        reposOf(environment),
        [environment](gitops::ReleaseIndex &index) -> Result<HistoryNames> {
            HistoryNames names;
            const auto environments =
                environment.isEmpty() ? index.environments() : Result<QStringList>(QStringList{environment});
            if (!environments)
                return std::unexpected(environments.error());
            for (const QString &env : *environments) {
                auto apps = index.apps(env);
                if (!apps)
                    return std::unexpected(std::move(apps.error()));
                names.apps += *apps;
            }
            auto people = index.people(environment);
            auto repositories = index.repositories(environment);
            if (!people || !repositories)
                return std::unexpected(people ? repositories.error() : people.error());
            names.people = std::move(*people);
            names.repositories = std::move(*repositories);
            return names;
        },
        [done = std::move(done)](const Result<QList<HistoryNames>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            HistoryNames all;
            for (const HistoryNames &names : *lists) {
                all.apps += names.apps;
                all.people += names.people;
                all.repositories += names.repositories;
            }
            for (QStringList *names : {&all.apps, &all.people, &all.repositories}) {
                names->sort(Qt::CaseInsensitive);
                names->removeDuplicates();
            }
            done(std::move(all));
        });
}

Task GitopsRepos::wantedAt(
    const QDateTime &moment, const QString &environment, std::function<void(Result<QList<Change>>)> done)
{
    return askEach<QList<Change>>(
        reposOf(environment),
        [moment, environment](gitops::ReleaseIndex &index) { return index.wantedAt(moment, environment); },
        [done = std::move(done)](const Result<QList<QList<Change>>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            QList<Change> all;
            for (const QList<Change> &list : *lists)
                all += list;
            done(std::move(all));
        });
}

Task GitopsRepos::all(const ChangeFilter &filter, qsizetype limit, std::function<void(Result<QList<Change>>)> done)
{
    return askEach<QList<Change>>(
        reposOf(filter.env),
        [filter, limit](gitops::ReleaseIndex &index) -> Result<QList<Change>> {
            auto page = index.page(filter, limit);
            if (!page)
                return std::unexpected(std::move(page.error()));
            return std::move(page->changes);
        },
        [limit, done = std::move(done)](const Result<QList<QList<Change>>> &lists) {
            if (!lists)
                return done(std::unexpected(lists.error()));
            QList<Change> all;
            mergeNewestFirst(
                *lists, [](const Change &change) { return change.time; },
                [&](qsizetype, const Change &change) {
                    if (all.size() < limit)
                        all.append(change);
                });
            done(std::move(all));
        });
}

Result<gitops::Folder> GitopsRepos::folderOn(GitopsShelf &shelf, const GitopsSource &source, const FolderAt &at)
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
            ValueTrail trail(object, path, [&](const QString &commit) {
                return gitops::readFolder(**repository, commit, *layout, app);
            });
            return walkAll(trail, **index, {.env = environment, .app = app}, *stopping);
        },
        [done = std::move(done), token = token](Result<QList<TrailStep>> steps) { done(std::move(steps)); });
    return std::move(task);
}

template <typename T, typename Work>
Task GitopsRepos::freshlyOn(const QString &environment, Work work, std::function<void(Result<T>)> done)
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
        if (!fetched) {
            const auto finished = token;
            return done(std::unexpected(fetched.error()));
        }
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
