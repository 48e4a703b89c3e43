#pragma once

#include <base/database.h>
#include <workspace/journal.h>

namespace coupe::workspace {

/// The journal's statements, on the journal's thread. The file is opened at first use.
class Journal::Store
{
public:
    explicit Store(QString path);

    Result<QList<JournalEntry>> load(const QString &profileId, int limit);
    Result<void> arm(const JournalEntry &entry);
    Result<Request> update(const Request &request, std::optional<RequestState> onlyFrom);
    Result<QList<RequestState>> history(const QString &requestId);

private:
    Result<void> open();
    Result<Request> read(const QString &id);
    Result<void> note(const Request &request);
    Result<void> checkTarget(const Request &request);

    QString m_path;
    std::unique_ptr<Database> m_database;
};

} // namespace coupe::workspace
