#pragma once

#include <base/result.h>
#include <base/task.h>
#include <base/worker.h>
#include <workspace/request.h>

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace coupe::workspace {

/// A request as the journal keeps it, with what is needed to recognise its result later.
struct JournalEntry {
    Request request;
    /// Gitops commits that were there before: none of them can be what the request wrote. Of a deploy those of the same
    /// artifact; of a rollback the releases that it is to take back.
    QStringList knownRefs;

    bool operator==(const JournalEntry &) const = default;
};

/// The requests of all profiles in one SQLite file, each with every state it went through.
///
/// What was confirmed is on disk, power cut or not. Several processes may share the file: of two that arm a request for
/// the same profile, environment and app, one is refused by the database itself. Works on a thread of its own;
/// callbacks come back on the calling thread. What was given to it is written even when the journal is destroyed at
/// once.
class Journal
{
public:
    explicit Journal(QString path);
    ~Journal();

    /// The newest @p limit entries of a profile, newest first. Open ones are always among them.
    Task load(const QString &profileId, int limit, std::function<void(Result<QList<JournalEntry>>)> done);

    /// Writes a new request in state Armed. Errors: Invalid when the target is taken by another open request (or the
    /// same artifact was just written there), Storage when it could not be written.
    Task arm(const JournalEntry &entry, std::function<void(Result<void>)> done);

    /// Writes how @p request went on, and hands back what the journal holds then. That is something else when another
    /// process knew better: what ended stays ended, and what is known to have arrived does not become unknown again.
    /// With @p onlyFrom nothing is written unless the journal holds that state.
    Task update(const Request &request, std::function<void(Result<Request>)> done,
        std::optional<RequestState> onlyFrom = std::nullopt);

    /// Every state a request went through, oldest first. For export and for tests.
    Task history(const QString &requestId, std::function<void(Result<QList<RequestState>>)> done);

private:
    class Store;

    template <typename T, typename Work> Task perform(Work work, std::function<void(Result<T>)> done);

    std::unique_ptr<Store> m_store; ///< touched by the worker only
    Worker m_worker;
};

} // namespace coupe::workspace
