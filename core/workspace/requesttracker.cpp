#include "requesttracker.h"

#include "requestprogress.h"

#include <QCoreApplication>
#include <QUuid>

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

} // namespace coupe::workspace
