#pragma once

#include <client/mutations.h>
#include <workspace/journal.h>
#include <workspace/requestfollower.h>
#include <workspace/requesttracker.h>

#include <map>

// What a RequestTracker is made of. Not for other parts.
namespace coupe::workspace {

/// Takes each request from armed to its end: journal, one POST, and a follower.
class RequestTracker::Private
{
public:
    Private(RequestTracker *tracker, client::Client &apiClient, const Clock &systemClock, QString profile,
        QString journalPath, TrackerTiming patience)
        : q(tracker), client(apiClient), clock(systemClock), profileId(std::move(profile)), timing(patience),
          journal(std::move(journalPath))
    {
    }

    void adoptLoaded(QList<JournalEntry> entries);
    void takeUp(const Request &request);
    /// Journals and sends a @p sensible order, once, and tells @p armed how that began.
    Task take(Result<void> sensible, JournalEntry entry, std::function<void(Result<QString>)> armed);
    void arm(const JournalEntry &entry, std::function<void(Result<QString>)> armed);
    void markSent(const QString &id);
    void post(const QString &id);
    template <client::Mutation M> void postOnce(const QString &id, const M &mutation);
    void answered(const QString &id, const client::Outcome<client::QueuedEvent> &outcome);
    void follow(const Request &request, bool atOnce);
    RequestFollower *followerOf(const Request &request);
    void change(const Request &request);
    void adopt(const Request &request);
    const Request *find(const QString &id) const;
    QStringList refsOf(const Request &request) const;

    RequestTracker *const q;
    client::Client &client;
    const Clock &clock;
    const QString profileId;
    const TrackerTiming timing;
    Journal journal;
    QString login;
    GitTruth gitTruth;
    QHash<QString, QList<gimlet::Release>> known; ///< by environment
    QHash<QString, QStringList> knownRefs; ///< by request, as they were when it was armed
    Task loading;
    std::map<QString, Task> steps; ///< by request: the one step it is in
    std::map<QString, Task> writes; ///< by request
    std::map<QString, RequestFollower *> followers;
};

} // namespace coupe::workspace
