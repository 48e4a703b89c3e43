#include "requesttracker.h"

#include "journal.h"
#include "requestfollower.h"
#include "requestjudge.h"

#include <client/mutations.h>

#include <QCoreApplication>
#include <QUuid>

#include <map>

namespace coupe::workspace {

namespace {

constexpr int RequestsKept = 300;

QString say(const char *words)
{
    return QCoreApplication::translate("workspace", words);
}

Result<void> check(const DeployOrder &order)
{
    if (order.environment.isEmpty() || order.app.isEmpty() || order.artifactId.isEmpty())
        return failure(ErrorKind::Invalid, say("A deploy needs an environment, an app and an artifact."));
    return {};
}

} // namespace

class RequestTracker::Private {
public:
    Private(RequestTracker *tracker, client::Client &apiClient, const Clock &systemClock, QString profile,
        QString journalPath, TrackerTiming patience)
        : q(tracker), client(apiClient), clock(systemClock), profileId(std::move(profile)), timing(patience),
          journal(std::move(journalPath))
    {
    }

    void adoptLoaded(QList<JournalEntry> entries);
    void takeUp(const Request &request);
    void arm(const JournalEntry &entry, std::function<void(Result<QString>)> armed);
    void markSent(const QString &id);
    void post(const QString &id);
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
    QHash<QString, QList<gimlet::Release>> known; ///< by environment
    QHash<QString, QStringList> knownRefs; ///< by request, as they were when it was armed
    Task loading;
    std::map<QString, Task> steps; ///< by request: the one step it is in
    std::map<QString, Task> writes; ///< by request
    std::map<QString, RequestFollower *> followers;
};

RequestTracker::RequestTracker(client::Client &client, const Clock &clock, QString profileId, QString journalPath,
    QObject *parent, TrackerTiming timing)
    : QObject(parent),
      d(std::make_unique<Private>(this, client, clock, std::move(profileId), std::move(journalPath), timing))
{
}

RequestTracker::~RequestTracker() = default;

void RequestTracker::start()
{
    d->loading = d->journal.load(d->profileId, RequestsKept, [this](Result<QList<JournalEntry>> entries) {
        // A journal that cannot be read refuses the next deploy, with its reason.
        d->adoptLoaded(entries ? std::move(*entries) : QList<JournalEntry>());
    });
}

Task RequestTracker::deploy(const DeployOrder &order, std::function<void(Result<QString>)> armed)
{
    auto [task, token] = Task::create();
    auto tell = [token = std::move(token), armed = std::move(armed)](Result<QString> result) {
        if (armed && !token->isCancelled())
            armed(std::move(result));
    };
    Result<void> sensible = check(order);
    if (sensible && openRequestFor(order.environment, order.app)) {
        sensible = failure(
            ErrorKind::Invalid, say("Another request for %1 in %2 is still open.").arg(order.app, order.environment));
    }
    if (!sensible) {
        Mailbox::ofThisThread()->post(
            [tell = std::move(tell), error = sensible.error()] { tell(std::unexpected(error)); });
        return std::move(task);
    }
    JournalEntry entry;
    Request &request = entry.request;
    request.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    request.profileId = d->profileId;
    request.environment = order.environment;
    request.app = order.app;
    request.artifactId = order.artifactId;
    request.label = order.label;
    request.requestedAt = d->clock.now();
    entry.knownRefs = d->refsOf(request);
    d->arm(entry, std::move(tell));
    return std::move(task);
}

void RequestTracker::reconcile()
{
    // A look may end a request and take its follower away.
    const std::map<QString, RequestFollower *> followers = d->followers;
    for (const auto &[id, follower] : followers)
        follower->lookNow();
}

void RequestTracker::checkAgain(const QString &id)
{
    const Request *request = d->find(id);
    if (!request || d->followers.contains(id) || request->state != RequestState::NotDelivered)
        return;
    RequestFollower *follower = d->followerOf(*request);
    connect(follower, &RequestFollower::unchanged, this, [this, id, follower] {
        if (const Request *held = d->find(id); held && isOpen(held->state))
            return; // it was found
        d->followers.erase(id);
        follower->deleteLater();
    });
    follower->lookNow();
}

void RequestTracker::noteReleases(const QString &environment, const QList<gimlet::Release> &releases)
{
    d->known.insert(environment, releases);
}

void RequestTracker::setLogin(const QString &login)
{
    d->login = login;
    for (const auto &[id, follower] : d->followers)
        follower->setLogin(login);
}

const Request *RequestTracker::openRequestFor(const QString &environment, const QString &app) const
{
    const auto it = std::ranges::find_if(m_requests, [&](const Request &request) {
        return blocksTarget(request.state) && request.environment == environment && request.app == app;
    });
    return it == m_requests.end() ? nullptr : &*it;
}

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
