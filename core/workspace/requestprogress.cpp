#include "requestprogress.h"

#include "requestjudge.h"

namespace coupe::workspace {

void RequestTracker::Private::adoptLoaded(QList<JournalEntry> entries)
{
    for (const JournalEntry &entry : std::as_const(entries)) {
        if (find(entry.request.id))
            continue;
        knownRefs.insert(entry.request.id, entry.knownRefs);
        q->m_requests.append(entry.request);
    }
    std::ranges::stable_sort(q->m_requests, std::ranges::greater(), &Request::requestedAt);
    Q_EMIT q->loaded();
    for (const JournalEntry &entry : std::as_const(entries))
        takeUp(entry.request);
}

/// Goes on with what an earlier run left, or another process has in hand.
void RequestTracker::Private::takeUp(const Request &request)
{
    if (!isOpen(request.state) || followers.contains(request.id) || steps.contains(request.id))
        return;
    if (request.state == RequestState::Armed) {
        steps[request.id] = journal.update(
            judge::neverSent(request, clock.now()),
            [this, id = request.id](const Result<Request> &held) {
                steps.erase(id);
                if (!held)
                    return;
                adopt(*held);
                takeUp(*held); // another process was faster, and sent it
            },
            RequestState::Armed);
        return;
    }
    if (request.state == RequestState::Sent)
        change(judge::answerLost(request, {}));
    follow(*find(request.id), true);
}

void RequestTracker::Private::arm(const JournalEntry &entry, std::function<void(Result<QString>)> armed)
{
    const QString id = entry.request.id;
    steps[id] = journal.arm(entry, [this, entry, id, armed = std::move(armed)](const Result<void> &written) {
        if (!written) {
            steps.erase(id);
            return armed(std::unexpected(written.error()));
        }
        knownRefs.insert(id, entry.knownRefs);
        q->m_requests.prepend(entry.request);
        markSent(id);
        Q_EMIT q->requestAdded(entry.request);
        armed(id);
    });
}

void RequestTracker::Private::markSent(const QString &id)
{
    Request sent = *find(id);
    sent.state = RequestState::Sent;
    steps[id] = journal.update(
        sent,
        [this, id](const Result<Request> &held) {
            if (!held) {
                steps.erase(id);
                return change(judge::notJournalled(*find(id), held.error(), clock.now()));
            }
            adopt(*held);
            if (held->state == RequestState::Sent)
                post(id);
            else
                steps.erase(id);
        },
        RequestState::Armed);
}

void RequestTracker::Private::post(const QString &id)
{
    const Request &request = *find(id);
    client::PostRelease mutation;
    mutation.request.env = request.environment;
    mutation.request.app = request.app;
    mutation.request.artifactId = request.artifactId;
    steps[id] = client.send(mutation, id.toUtf8(),
        [this, id](const client::Outcome<client::QueuedEvent> &outcome) { answered(id, outcome); });
}

void RequestTracker::Private::answered(const QString &id, const client::Outcome<client::QueuedEvent> &outcome)
{
    steps.erase(id);
    Request request = *find(id);
    if (!isOpen(request.state))
        return;
    if (const auto *accepted = std::get_if<client::Accepted<client::QueuedEvent>>(&outcome)) {
        request.state = RequestState::Accepted;
        request.eventId = accepted->reply.id;
        request.acceptedAt = clock.now();
        change(request);
        follow(request, false);
    } else if (const auto *refused = std::get_if<client::Refused>(&outcome)) {
        change(judge::refused(request, refused->error, clock.now()));
    } else {
        change(judge::answerLost(request, std::get<client::Unknown>(outcome).error));
        follow(*find(id), false);
    }
}

RequestFollower *RequestTracker::Private::followerOf(const Request &request)
{
    auto *follower = new RequestFollower(client, clock, timing, {request, knownRefs.value(request.id)}, q);
    follower->setLogin(login);
    followers[request.id] = follower;
    QObject::connect(follower, &RequestFollower::changed, q, [this](const Request &changed) { change(changed); });
    return follower;
}

void RequestTracker::Private::follow(const Request &request, bool atOnce)
{
    if (!isOpen(request.state) || followers.contains(request.id))
        return;
    RequestFollower *follower = followerOf(request);
    if (atOnce)
        follower->lookNow();
    else
        follower->lookSoon();
}

/// Takes what was learned of a request: shown at once, written behind.
void RequestTracker::Private::change(const Request &request)
{
    const QString id = request.id;
    adopt(request);
    writes[id] = journal.update(request, [this, id](const Result<Request> &held) {
        if (held)
            adopt(*held);
    });
}

/// Makes @p request the truth about it, and tells whoever listens.
void RequestTracker::Private::adopt(const Request &request)
{
    const auto it = std::ranges::find(q->m_requests, request.id, &Request::id);
    if (it == q->m_requests.end() || *it == request)
        return;
    const bool wasOpen = isOpen(it->state);
    *it = request;
    if (const auto follower = followers.find(request.id); follower != followers.end()) {
        follower->second->setRequest(request);
        if (!isOpen(request.state)) {
            follower->second->deleteLater();
            followers.erase(follower);
        }
    }
    Q_EMIT q->requestChanged(request);
    if (wasOpen && !isOpen(request.state))
        Q_EMIT q->requestEnded(request);
}

const Request *RequestTracker::Private::find(const QString &id) const
{
    const auto it = std::ranges::find(q->m_requests, id, &Request::id);
    return it == q->m_requests.end() ? nullptr : &*it;
}

QStringList RequestTracker::Private::refsOf(const Request &request) const
{
    QStringList refs;
    for (const gimlet::Release &release : known.value(request.environment)) {
        if (release.app == request.app && release.artifactId == request.artifactId)
            refs.append(release.gitopsRef);
    }
    return refs;
}

} // namespace coupe::workspace
