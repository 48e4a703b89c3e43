#include "sessionparts.h"

namespace coupe::workspace {

using State = ConnectionStatus::State;

namespace {

using namespace std::chrono_literals;

constexpr int NewestArtifacts = 30;

} // namespace

void Session::Private::followRequests()
{
    // What an own request wrote shows on the board at once.
    QObject::connect(&tracker, &RequestTracker::requestChanged, q, [this](const Request &request) {
        if (request.state == RequestState::Written || !isOpen(request.state)) {
            schedule.want({Part::Releases, Part::Commits});
            gitops.hint();
        }
    });
}

void Session::Private::startReading()
{
    if (std::exchange(mayRead, true) && (schedule.isReading() || status.state == State::Connected))
        return;
    schedule.wantNow(Everything);
}

void Session::Private::read(Parts parts)
{
    if (!isProbed && !probing.isRunning())
        probe();
    if (!mayRead)
        return;
    schedule.began();
    setRefreshing(true);
    round = std::make_unique<ReadRound>(
        client, planFor(parts), [this, parts](const ReadResult &result) { readEnded(result, parts); });
    round->start();
}

ReadPlan Session::Private::planFor(Parts parts) const
{
    const Picture &picture = kept.picture;
    const client::Capabilities &capabilities = picture.capabilities;
    ReadPlan plan{.parts = parts, .environments = {}, .configured = profile.promotionOrder, .now = serverNow()};
    plan.generation = capabilities.generation;
    const bool knowsOffers = capabilities.generation != client::Generation::Unknown;
    plan.hasEnvironmentList = !knowsOffers || capabilities.offers(client::Feature::Environments);
    if (knowsOffers && !capabilities.offers(client::Feature::GitopsCommits))
        plan.parts.setFlag(Part::Commits, false);
    for (const gimlet::Environment &environment : picture.environments)
        plan.environments.append(environment.name);
    if (picture.artifactsAreWhole)
        plan.artifacts = NewestArtifacts;
    return plan;
}

void Session::Private::readEnded(const ReadResult &result, Parts parts)
{
    round.reset();
    setRefreshing(false);
    if (client.isUnauthorized())
        return signOut();
    const Error errorBefore = std::exchange(boardError, result.error.value_or(Error()));
    const bool reachable = result.answered > 0;
    schedule.ended(reachable);
    if (!reachable) {
        setStatus(State::Offline, boardError);
        if (boardError != errorBefore)
            Q_EMIT q->boardChanged(); // why it is not newer
        return;
    }
    const bool wasAway = status.state != State::Connected;
    const bool complete = !result.error && parts.testFlag(Part::Releases);
    const QString newestBefore = newestArtifact();
    kept.take(result, complete, clock.now());
    if (!newestBefore.isEmpty() && newestBefore != newestArtifact() && artifacts.asOf().isValid())
        artifacts.refresh();
    if (kept.hasBoard || complete || !result.status.isEmpty())
        kept.join(serverNow());
    setStatus(State::Connected);
    if (wasAway)
        tracker.reconcile();
    if (boardError != errorBefore)
        Q_EMIT q->boardChanged();
}

QString Session::Private::newestArtifact() const
{
    return kept.picture.artifacts.isEmpty() ? QString() : kept.picture.artifacts.constFirst().id;
}

void Session::Private::hinted(client::Topic topic)
{
    switch (topic) {
    case client::Topic::GitopsCommits:
        tracker.reconcile();
        schedule.want({Part::Releases, Part::Commits});
        break;
    case client::Topic::Artifacts:
        schedule.want(Part::Artifacts);
        break;
    case client::Topic::Environments:
        // Not the list of environments: asking for it makes the agents talk, which would be the next hint.
        schedule.want({Part::Releases, Part::Commits});
        break;
    case client::Topic::Other:
        break;
    }
}

void Session::Private::setRefreshing(bool now)
{
    if (refreshing == now)
        return;
    refreshing = now;
    Q_EMIT q->refreshingChanged(now);
}

QDateTime Session::Private::serverNow() const
{
    // A Date header counts whole seconds, and travels: less than that is no difference.
    constexpr std::chrono::milliseconds noticeable = 2s;
    const std::chrono::milliseconds skew = client.clockSkew().value_or(0ms);
    return skew.count() < -noticeable.count() || skew > noticeable ? clock.now().addMSecs(skew.count()) : clock.now();
}

} // namespace coupe::workspace
