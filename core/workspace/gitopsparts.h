#pragma once

#include <workspace/gitopsrepos.h>
#include <workspace/taskgroup.h>

// What the questions to all repos share. Not for other parts.
namespace coupe::workspace {

/// A repo that was not fetched yet has nothing to tell, which is no failure of the others.
template <typename T> Result<T> orNothing(Result<T> result)
{
    if (!result && result.error().kind == ErrorKind::NotFound)
        return T{};
    return result;
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

} // namespace coupe::workspace
