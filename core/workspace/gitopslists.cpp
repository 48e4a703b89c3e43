#include "gitopsparts.h"

#include <numeric>

// Questions to the indexes of all repos.
namespace coupe::workspace {

using gitops::Change;
using gitops::ChangeFilter;

namespace {

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

} // namespace

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

} // namespace coupe::workspace
