#include "boardparts.h"

#include <gimlet/reconciliation.h>

#include <QSet>

namespace coupe::workspace {

using gimlet::Reconciliation;

ReleaseState stateOf(const QString &gitopsCommitStatus, const QDateTime &newsAt, const QDateTime &now)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::seconds patience = 5min;

    switch (gimlet::reconciliationFromStatus(gitopsCommitStatus)) {
    case Reconciliation::Succeeded:
        return ReleaseState::Live;
    case Reconciliation::Failed:
        return ReleaseState::Failed;
    case Reconciliation::Waiting:
    case Reconciliation::Progressing:
        return newsAt.isValid() && newsAt.secsTo(now) >= patience.count() ? ReleaseState::Stalled
                                                                          : ReleaseState::Applying;
    case Reconciliation::Unknown:
        break;
    }
    return ReleaseState::Unknown;
}

namespace parts {

using namespace Qt::StringLiterals;

namespace {

QDateTime latest(const QDateTime &one, const QDateTime &other)
{
    return !other.isValid() || (one.isValid() && one > other) ? one : other;
}

QDateTime newsOf(const gimlet::Release &release)
{
    return latest(release.gitopsCommitCreated, release.created);
}

bool sameContent(const gimlet::Release &one, const gimlet::Release &other)
{
    if (one.artifactId != other.artifactId)
        return false;
    if (!one.artifactId.isEmpty())
        return true;
    return one.version && other.version && one.version->sha == other.version->sha;
}

/// Gimlet gives each of its commits a status; one without, that repeats the release before it, was made by hand.
bool looksMadeByHand(const QList<gimlet::Release> &releases, qsizetype index)
{
    if (!releases[index].gitopsCommitStatus.isEmpty() || index + 1 >= releases.size())
        return false;
    const gimlet::Release &before = releases[index + 1];
    return !before.gitopsCommitStatus.isEmpty() && sameContent(releases[index], before)
        && releases[index].triggeredBy == before.triggeredBy;
}

/// The release that /api/status means: the newest of that artifact that was not rolled back (contract §11.1). One that
/// was is taken when there is no other, since the revert may have been reverted by hand.
qsizetype presentIndex(const gimlet::Release &wanted, const QList<gimlet::Release> &releases)
{
    qsizetype rolledBack = -1;
    for (qsizetype i = 0; i < releases.size(); ++i) {
        if (!sameContent(releases[i], wanted))
            continue;
        if (!releases[i].rolledBack)
            return i;
        if (rolledBack < 0)
            rolledBack = i;
    }
    return rolledBack;
}

/// When the wanted version was written: commits above it that repeat it did not bring it.
QDateTime writtenAt(const QList<gimlet::Release> &releases, qsizetype index)
{
    while (index + 1 < releases.size() && looksMadeByHand(releases, index))
        ++index;
    return releases[index].created;
}

ReleaseState pastState(const gimlet::Release &release)
{
    if (release.rolledBack)
        return ReleaseState::RolledBack;
    switch (gimlet::reconciliationFromStatus(release.gitopsCommitStatus)) {
    case Reconciliation::Succeeded:
        return ReleaseState::WasLive;
    case Reconciliation::Failed:
        return ReleaseState::Failed;
    default:
        return ReleaseState::Unknown;
    }
}

QList<PastRelease> historyOf(const QList<gimlet::Release> &releases)
{
    QList<PastRelease> history;
    history.reserve(releases.size());
    for (const gimlet::Release &release : releases)
        history.append({release, pastState(release)});
    return history;
}

void applyPresent(BoardCell &cell, const QList<gimlet::Release> &releases, qsizetype index,
    const EnvironmentFacts &facts, const BoardInput &input)
{
    gimlet::Release &release = cell.release;
    const std::optional<gimlet::Version> version = release.version;
    release = releases[index];
    if (!release.version)
        release.version = version;
    cell.since = writtenAt(releases, index);
    cell.newsAt = newsOf(release);
    const ReleaseState own = looksMadeByHand(releases, index)
        ? ReleaseState::ChangedByHand
        : stateOf(release.gitopsCommitStatus, cell.newsAt, input.now);
    cell.state = own;
    cell.history[index].state = own;

    const bool returned = index > 0 && !release.rolledBack
        && std::all_of(releases.begin(), releases.begin() + index, [](const auto &newer) { return newer.rolledBack; });
    if (!returned)
        return;
    const gimlet::Release &left = releases.constFirst();
    cell.rolledBackFrom = left.version ? left.version->label() : QString();
    // Only the rollback's own commit says since when, and how it went.
    cell.since = facts.revert ? facts.revert->created : QDateTime();
    if (facts.revert && !facts.revert->status.isEmpty()) {
        cell.newsAt = latest(cell.newsAt, facts.revert->created);
        cell.state = stateOf(facts.revert->status, facts.revert->created, input.now);
    }
    if (cell.state == ReleaseState::Live)
        cell.state = ReleaseState::RolledBack;
}

} // namespace

bool isPresent(const BoardCell &cell)
{
    return cell.state != ReleaseState::Absent && cell.state != ReleaseState::Deleted
        && (!cell.release.artifactId.isEmpty() || cell.release.version);
}

BoardCell makeCell(const QString &app, const EnvironmentFacts &facts, const BoardInput &input)
{
    BoardCell cell;
    const QList<gimlet::Release> releases = facts.releases.value(app);
    const auto status = facts.status.find(app);
    const bool listed = status != facts.status.end();
    cell.history = historyOf(releases);

    std::optional<gimlet::Release> wanted;
    if (listed) {
        wanted = *status;
        // A folder copied by hand names another app: what is wanted there cannot be told.
        if (wanted && !wanted->app.isEmpty() && wanted->app != app)
            wanted.reset();
    } else if (!facts.statusKnown) {
        const auto newest = std::ranges::find(releases, false, &gimlet::Release::rolledBack);
        if (newest != releases.end())
            wanted = *newest;
    }

    if (!wanted) {
        cell.release.app = app;
        cell.release.env = facts.name;
        if (listed || !facts.statusKnown)
            cell.state = ReleaseState::Unknown;
        else
            cell.state = releases.isEmpty() ? ReleaseState::Absent : ReleaseState::Deleted;
        return cell;
    }
    cell.release = *wanted;
    cell.release.app = app;
    cell.release.env = facts.name;
    const qsizetype index = presentIndex(*wanted, releases);
    if (index >= 0) {
        applyPresent(cell, releases, index, facts, input);
        return cell;
    }
    cell.newsAt = newsOf(cell.release);
    cell.since = cell.release.created;
    cell.state = stateOf(cell.release.gitopsCommitStatus, cell.newsAt, input.now);
    return cell;
}

} // namespace parts
} // namespace coupe::workspace
