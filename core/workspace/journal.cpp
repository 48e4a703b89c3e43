#include "journal.h"

#include "journalstore.h"

namespace coupe::workspace {

Journal::Journal(QString path)
    : m_store(std::make_unique<Store>(std::move(path))), m_worker(QStringLiteral("coupe-journal"))
{
}

Journal::~Journal()
{
    // SQLite connections end on the thread that opened them.
    m_worker.post([this] { m_store.reset(); });
}

template <typename T, typename Work> Task Journal::perform(Work work, std::function<void(Result<T>)> done)
{
    auto [task, token] = Task::create();
    // Not Worker::run(): nothing that was given to the journal is dropped at the end.
    m_worker.post([mailbox = Mailbox::ofThisThread(), token = std::move(token), work = std::move(work),
                      done = std::move(done)]() mutable {
        mailbox->post([result = work(), token = std::move(token), done = std::move(done)]() mutable {
            if (token->isCancelled())
                return;
            const auto finished = std::move(token);
            if (done)
                done(std::move(result));
        });
    });
    return std::move(task);
}

Task Journal::load(const QString &profileId, int limit, std::function<void(Result<QList<JournalEntry>>)> done)
{
    return perform<QList<JournalEntry>>(
        [store = m_store.get(), profileId, limit] { return store->load(profileId, limit); }, std::move(done));
}

Task Journal::arm(const JournalEntry &entry, std::function<void(Result<void>)> done)
{
    return perform<void>([store = m_store.get(), entry] { return store->arm(entry); }, std::move(done));
}

Task Journal::update(
    const Request &request, std::function<void(Result<Request>)> done, std::optional<RequestState> onlyFrom)
{
    return perform<Request>(
        [store = m_store.get(), request, onlyFrom] { return store->update(request, onlyFrom); }, std::move(done));
}

Task Journal::history(const QString &requestId, std::function<void(Result<QList<RequestState>>)> done)
{
    return perform<QList<RequestState>>(
        [store = m_store.get(), requestId] { return store->history(requestId); }, std::move(done));
}

} // namespace coupe::workspace
