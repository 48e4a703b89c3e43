#include "requestprogress.h"

#include "requestjudge.h"

#include <QCoreApplication>
#include <QUuid>

namespace coupe::workspace {

namespace {

/// Servers name no event for a delete: what they answer says that it is done.
client::QueuedEvent eventOf(const client::QueuedEvent &event)
{
    return event;
}
client::QueuedEvent eventOf(const client::Noted &)
{
    return {};
}

} // namespace

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

Task RequestTracker::Private::take(
    Result<void> sensible, JournalEntry entry, std::function<void(Result<QString>)> armed)
{
    auto [task, token] = Task::create();
    auto tell = [token = std::move(token), armed = std::move(armed)](Result<QString> result) {
        if (armed && !token->isCancelled())
            armed(std::move(result));
    };
    Request &request = entry.request;
    if (sensible && q->openRequestFor(request.environment, request.app)) {
        sensible = failure(ErrorKind::Invalid,
            QCoreApplication::translate("workspace", "Another request for %1 in %2 is still open.")
                .arg(request.app, request.environment));
    }
    if (!sensible) {
        Mailbox::ofThisThread()->post(
            [tell = std::move(tell), error = sensible.error()] { tell(std::unexpected(error)); });
        return std::move(task);
    }
    request.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    request.profileId = profileId;
    request.requestedAt = clock.now();
    arm(entry, std::move(tell));
    return std::move(task);
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
    switch (request.kind) {
    case RequestKind::Deploy: {
        client::PostRelease mutation;
        mutation.request.env = request.environment;
        mutation.request.app = request.app;
        mutation.request.artifactId = request.artifactId;
        return postOnce(id, mutation);
    }
    case RequestKind::Rollback:
        return postOnce(
            id, client::PostRollback{.env = request.environment, .app = request.app, .sha = request.targetHash});
    case RequestKind::Delete:
        return postOnce(id, client::PostDelete{.env = request.environment, .app = request.app});
    }
}

template <client::Mutation M> void RequestTracker::Private::postOnce(const QString &id, const M &mutation)
{
    steps[id] = client.send(mutation, id.toUtf8(), [this, id](const client::Outcome<typename M::Reply> &outcome) {
        if (const auto *accepted = std::get_if<client::Accepted<typename M::Reply>>(&outcome))
            answered(id, client::Accepted<client::QueuedEvent>{eventOf(accepted->reply)});
        else if (const auto *refused = std::get_if<client::Refused>(&outcome))
            answered(id, *refused);
        else
            answered(id, std::get<client::Unknown>(outcome));
    });
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
    follower->setGitTruth(gitTruth);
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
