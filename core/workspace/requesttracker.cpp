#include "requesttracker.h"

#include "requestprogress.h"

namespace coupe::workspace {

namespace {

constexpr int RequestsKept = 300;

} // namespace

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
    JournalEntry entry;
    Request &request = entry.request;
    request.kind = RequestKind::Deploy;
    request.environment = order.environment;
    request.app = order.app;
    request.artifactId = order.artifactId;
    request.label = order.label;
    request.reason = order.reason;
    entry.knownRefs = d->refsOf(request);
    return d->take(check(order), std::move(entry), std::move(armed));
}

Task RequestTracker::rollBack(const RollbackOrder &order, std::function<void(Result<QString>)> armed)
{
    JournalEntry entry;
    Request &request = entry.request;
    request.kind = RequestKind::Rollback;
    request.environment = order.environment;
    request.app = order.app;
    request.artifactId = order.artifactId;
    request.label = order.label;
    request.targetHash = order.targetHash;
    request.reason = order.reason;
    entry.knownRefs =
        order.takesBack.isEmpty() ? releasesAfter(order, d->known.value(order.environment)) : order.takesBack;
    return d->take(check(order, d->known), std::move(entry), std::move(armed));
}

Task RequestTracker::remove(const DeleteOrder &order, std::function<void(Result<QString>)> armed)
{
    JournalEntry entry;
    Request &request = entry.request;
    request.kind = RequestKind::Delete;
    request.environment = order.environment;
    request.app = order.app;
    request.reason = order.reason;
    for (const Request &earlier : std::as_const(m_requests)) {
        if (earlier.environment == order.environment && !earlier.gitopsHash.isEmpty())
            entry.knownRefs.append(earlier.gitopsHash);
    }
    return d->take(check(order), std::move(entry), std::move(armed));
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

void RequestTracker::setGitTruth(GitTruth truth)
{
    d->gitTruth = std::move(truth);
}

const Request *RequestTracker::openRequestFor(const QString &environment, const QString &app) const
{
    const auto it = std::ranges::find_if(m_requests, [&](const Request &request) {
        return blocksTarget(request.state) && request.environment == environment && request.app == app;
    });
    return it == m_requests.end() ? nullptr : &*it;
}

} // namespace coupe::workspace
