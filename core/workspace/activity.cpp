#include "activity.h"

#include "fluxwords.h"

#include <QSet>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

using Step = ActivityItem::Step;

/// After this long without news a request is not going on any more, however it stands.
constexpr qint64 ForgottenAfter = 60 * 60;
/// How far the server's clock and ours may be apart when a release is matched with a request.
constexpr qint64 Slack = 120;

void setRest(ActivityItem &item, int first, StepState state)
{
    for (int step = first; step < 4; ++step)
        item.steps[size_t(step)] = {state, {}};
}

/// The last two steps, by what Flux said of the gitops commit.
void followFlux(ActivityItem &item, const QString &status, const QDateTime &newsAt, const QDateTime &now)
{
    item.outcome = stateOf(status, newsAt, now);
    auto &applied = item.steps[Step::Applied];
    auto &healthy = item.steps[Step::Healthy];
    switch (item.outcome) {
    case ReleaseState::Live:
        applied = {StepState::Done, newsAt};
        healthy = {StepState::Done, newsAt};
        item.endedAt = newsAt;
        break;
    case ReleaseState::Failed:
        if (isHealthFailure(status)) {
            applied = {StepState::Done, {}};
            healthy = {StepState::Failed, newsAt};
        } else {
            applied = {StepState::Failed, newsAt};
            healthy = {StepState::Skipped, {}};
        }
        item.endedAt = newsAt;
        break;
    case ReleaseState::Applying:
    case ReleaseState::Stalled:
        applied = {StepState::Running, {}};
        item.running = !newsAt.isValid() || newsAt.secsTo(now) < ForgottenAfter;
        break;
    default:
        setRest(item, Step::Applied, StepState::Unknown);
        break;
    }
}

ActivityItem itemOf(const gimlet::Release &release, bool superseded, const Profile &profile, const QDateTime &now)
{
    ActivityItem item;
    item.id = release.gitopsRef;
    item.app = release.app;
    item.environment = release.env;
    item.label = release.version ? release.version->label() : QString();
    item.by = release.triggeredBy;
    item.isProtected = profile.isProtected(release.env);
    item.gitopsHash = release.gitopsRef;
    item.startedAt = release.created;
    item.steps[Step::Requested] = {StepState::Done, {}};
    item.steps[Step::Written] = {StepState::Done, release.created};
    const QDateTime newsAt = release.gitopsCommitCreated.isValid() ? release.gitopsCommitCreated : release.created;
    followFlux(item, release.gitopsCommitStatus, newsAt, now);
    if (item.outcome == ReleaseState::Failed) {
        item.message = sentenceForFluxFailure(release.gitopsCommitStatus);
        item.serverWords = wordsOfFlux(release.gitopsCommitStatus, release.gitopsCommitStatusDesc);
    } else if (item.outcome == ReleaseState::Unknown) {
        item.serverWords = release.gitopsCommitStatus;
    }
    if (superseded && (item.outcome == ReleaseState::Applying || item.outcome == ReleaseState::Stalled)) {
        // Flux went on to a later commit and will not speak of this one any more.
        item.running = false;
        item.outcome = ReleaseState::Unknown;
        setRest(item, Step::Applied, StepState::Unknown);
    }
    if (release.rolledBack)
        item.outcome = ReleaseState::RolledBack;
    return item;
}

void tellOwnSteps(ActivityItem &item, const Request &request, const gimlet::Release *release, const QDateTime &now)
{
    auto &requested = item.steps[Step::Requested];
    auto &written = item.steps[Step::Written];
    requested = {StepState::Done, request.acceptedAt.isValid() ? request.acceptedAt : request.requestedAt};
    // Which commit a rollback or a delete made is not always told.
    if (!request.gitopsHash.isEmpty() || request.state == RequestState::Written)
        written = {StepState::Done, request.writtenAt};

    switch (request.state) {
    case RequestState::Armed:
    case RequestState::Sent:
        requested = {StepState::Running, request.requestedAt};
        break;
    case RequestState::Accepted:
        written = {StepState::Running, {}};
        break;
    case RequestState::Written:
        if (release && !release->gitopsCommitStatus.isEmpty()) {
            followFlux(item, release->gitopsCommitStatus,
                release->gitopsCommitCreated.isValid() ? release->gitopsCommitCreated : request.writtenAt, now);
            item.endedAt = {};
        } else {
            followFlux(item, u"NotReconciled"_s, request.writtenAt, now);
        }
        break;
    case RequestState::Applied:
        item.steps[Step::Applied] = {StepState::Done, request.appliedAt};
        item.steps[Step::Healthy] = {StepState::Done, request.appliedAt};
        if (request.kind == RequestKind::Delete)
            item.outcome = ReleaseState::Deleted;
        else
            item.outcome = release && release->rolledBack ? ReleaseState::RolledBack : ReleaseState::Live;
        break;
    case RequestState::Failed:
        item.outcome = ReleaseState::Failed;
        if (request.gitopsHash.isEmpty()) {
            written = {StepState::Failed, request.endedAt};
            setRest(item, Step::Applied, StepState::Skipped);
        } else {
            followFlux(item, isHealthFailure(request.serverWords) ? u"HealthCheckFailed"_s : u"ReconciliationFailed"_s,
                request.endedAt, now);
        }
        break;
    case RequestState::Refused:
        item.outcome = ReleaseState::Failed;
        requested = {StepState::Failed, request.endedAt};
        setRest(item, Step::Written, StepState::Skipped);
        break;
    case RequestState::NoChange:
        item.noChange = true;
        setRest(item, Step::Written, StepState::Skipped);
        break;
    case RequestState::Unknown:
    case RequestState::NotDelivered:
        item.unknownOutcome = true;
        requested = {StepState::Unknown, request.requestedAt};
        if (request.state == RequestState::NotDelivered)
            setRest(item, Step::Written, StepState::Skipped);
        break;
    }
}

ActivityItem itemOf(
    const Request &request, const gimlet::Release *release, const Profile &profile, const QDateTime &now)
{
    ActivityItem item;
    item.id = request.id;
    item.kind = request.kind;
    item.app = request.app;
    item.environment = request.environment;
    item.label = request.label;
    item.mine = true;
    item.isProtected = profile.isProtected(request.environment);
    item.gitopsHash = request.gitopsHash;
    item.reason = request.reason;
    item.message = request.message;
    item.serverWords = request.serverWords;
    item.startedAt = request.requestedAt;
    item.running = blocksTarget(request.state);
    tellOwnSteps(item, request, release, now);
    if (!isOpen(request.state))
        item.endedAt = request.endedAt;
    return item;
}

/// A release that an own request is about to be told of, before its hash has come back.
bool isAwaited(const Request &request, const gimlet::Release &release)
{
    return request.kind == RequestKind::Deploy && request.gitopsHash.isEmpty() && isOpen(request.state)
        && request.artifactId == release.artifactId && request.app == release.app && request.environment == release.env
        && release.created.isValid() && release.created >= request.requestedAt.addSecs(-Slack)
        && release.triggeredBy != u"policy"_s;
}

bool runningThenNewest(const ActivityItem &one, const ActivityItem &other)
{
    if (one.running != other.running)
        return one.running;
    if (one.startedAt != other.startedAt)
        return one.startedAt > other.startedAt;
    return one.id < other.id;
}

} // namespace

QList<ActivityItem> makeActivity(const QList<Request> &requests, const QHash<QString, QList<gimlet::Release>> &releases,
    const Profile &profile, const QDateTime &now)
{
    QHash<QString, const gimlet::Release *> byHash;
    for (const QList<gimlet::Release> &ofEnvironment : releases) {
        for (const gimlet::Release &release : ofEnvironment)
            byHash.insert(release.gitopsRef, &release);
    }

    QList<ActivityItem> items;
    QSet<QString> told;
    QList<const Request *> waiting;
    for (const Request &request : requests) {
        items.append(itemOf(request, byHash.value(request.gitopsHash), profile, now));
        if (!request.gitopsHash.isEmpty())
            told.insert(request.gitopsHash);
        else if (isOpen(request.state))
            waiting.append(&request);
    }
    for (const QList<gimlet::Release> &ofEnvironment : releases) {
        QSet<QString> seenApps; // newest first: the first that stands is the one that is wanted
        for (const gimlet::Release &release : ofEnvironment) {
            const bool superseded = seenApps.contains(release.app) || release.rolledBack;
            if (!release.rolledBack)
                seenApps.insert(release.app);
            if (release.gitopsRef.isEmpty() || told.contains(release.gitopsRef)
                || std::ranges::any_of(waiting, [&](const Request *request) { return isAwaited(*request, release); }))
                continue;
            told.insert(release.gitopsRef);
            items.append(itemOf(release, superseded, profile, now));
        }
    }
    std::ranges::sort(items, runningThenNewest);
    return items;
}

} // namespace coupe::workspace
