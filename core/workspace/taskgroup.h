#pragma once

#include <base/result.h>
#include <base/task.h>
#include <base/worker.h>

#include <QList>

#include <memory>
#include <optional>
#include <vector>

// Putting pieces of asynchronous work together. Not for other parts.
namespace coupe::workspace {

/// Several pieces of asynchronous work as one: @c done gets all results, in order, when the last has arrived. Dropping
/// the task drops them all.
template <typename T> class TaskGroup
{
public:
    /// @p start begins piece i of @p count and hands its result to the function it is given.
    template <typename Start> static Task run(qsizetype count, Start start, std::function<void(QList<T>)> done)
    {
        auto group = std::make_shared<TaskGroup>();
        auto [task, token] = Task::create([group] { group->m_tasks.clear(); });
        group->m_results.resize(size_t(count));
        group->m_left = count;
        group->m_done = std::move(done);
        if (count == 0) {
            Mailbox::ofThisThread()->post([group, token = token] { group->finish(*token); });
            return std::move(task);
        }
        for (qsizetype i = 0; i < count; ++i) {
            group->m_tasks.push_back(start(i, std::function<void(T)>([group, token = token, i](T result) {
                group->m_results[size_t(i)] = std::move(result);
                if (--group->m_left == 0)
                    group->finish(*token);
            })));
        }
        return std::move(task);
    }

private:
    void finish(const Task::Token &token)
    {
        if (token.isCancelled())
            return;
        QList<T> results;
        for (std::optional<T> &result : m_results)
            results.append(std::move(*result));
        std::exchange(m_done, nullptr)(std::move(results));
    }

    std::vector<Task> m_tasks;
    std::vector<std::optional<T>> m_results;
    qsizetype m_left = 0;
    std::function<void(QList<T>)> m_done;
};

/// Hands @p error to @p done, later, as work that failed would.
template <typename Done> Task failLater(Error error, Done done)
{
    auto [task, token] = Task::create();
    Mailbox::ofThisThread()->post([error = std::move(error), token = token, done = std::move(done)]() mutable {
        if (!token->isCancelled())
            done(std::unexpected(std::move(error)));
    });
    return std::move(task);
}

} // namespace coupe::workspace
