#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

namespace coupe {

/// Owns a piece of asynchronous work. Dropping, replacing or cancelling it stops the work and guarantees that its
/// callback is not called any more, so a callback never outlives its owner, and the latest call wins.
///
/// Lives on the thread that started the work, where the callback arrives too.
class [[nodiscard]] Task
{
public:
    /// What the worker's side keeps: it asks whether anybody still waits.
    class Token
    {
    public:
        bool isCancelled() const { return m_cancelled; }

    private:
        friend class Task;
        std::atomic<bool> m_cancelled = false;
        std::function<void()> m_onCancel;
    };

    Task() = default;
    Task(Task &&) noexcept = default;
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            cancel();
            m_token = std::move(other.m_token);
        }
        return *this;
    }
    ~Task() { cancel(); }

    /// @param onCancel is called once, when the task is cancelled before it was finished.
    static std::pair<Task, std::shared_ptr<Token>> create(std::function<void()> onCancel = {})
    {
        const auto token = std::make_shared<Token>();
        token->m_onCancel = std::move(onCancel);
        Task task;
        task.m_token = token;
        return {std::move(task), token};
    }

    void cancel()
    {
        const auto token = std::exchange(m_token, nullptr);
        if (!token || token.use_count() == 1 || token->m_cancelled.exchange(true))
            return;
        if (const auto onCancel = std::exchange(token->m_onCancel, nullptr))
            onCancel();
    }

    /// True until the work is finished, that is, until the worker's side let go of its token.
    bool isRunning() const { return m_token && m_token.use_count() > 1 && !m_token->m_cancelled; }

private:
    std::shared_ptr<Token> m_token;
};

} // namespace coupe
