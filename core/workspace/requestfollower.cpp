#include "requestfollower.h"

#include "requestjudge.h"
#include "requesttraces.h"

#include <client/capabilities.h>
#include <client/endpoints.h>

namespace coupe::workspace {

namespace {

/// One crash of a server may be an accident; the second of the same question is its answer (contract §3.7).
constexpr int PanicsThatMeanFinished = 2;

/// Servers may answer from a copy that is a moment old.
constexpr int DoubtsThatCount = 3;

judge::SearchRules rulesFor(const client::Client &client, const TrackerTiming &timing, const QString &login)
{
    using namespace std::chrono_literals;
    return {.clockSkew = client.clockSkew().value_or(0ms), .clockSlack = timing.clockSlack, .login = login};
}

} // namespace

RequestFollower::RequestFollower(
    client::Client &client, const Clock &clock, const TrackerTiming &timing, JournalEntry entry, QObject *parent)
    : QObject(parent), m_client(client), m_clock(clock), m_timing(timing), m_entry(std::move(entry)),
      m_interval(timing.firstLook)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RequestFollower::look);
}

void RequestFollower::setRequest(const Request &request)
{
    m_entry.request = request;
}

void RequestFollower::lookNow()
{
    // A server searches its whole history: no hint, however often it comes, makes it do so all the time.
    const bool justSearched = m_sinceSearch.isValid() && m_sinceSearch.elapsed() < m_timing.search.count() / 5;
    if (m_look.isRunning() || justSearched)
        return;
    m_interval = m_timing.firstLook;
    look();
}

void RequestFollower::lookSoon()
{
    m_timer.start(m_timing.firstLook);
}

void RequestFollower::look()
{
    m_timer.stop();
    if (m_entry.request.eventId.isEmpty() || m_eventGone || m_panics >= PanicsThatMeanFinished)
        search();
    else
        track();
}

void RequestFollower::track()
{
    const QString eventId = m_entry.request.eventId;
    m_look = m_client.get(client::TrackRelease{eventId}, [this](const Result<gimlet::ReleaseStatus> &status) {
        if (!status)
            return trackingFailed(status.error());
        m_panics = 0;
        settle(judge::afterTracking(m_entry.request, *status, m_clock.now()));
    });
}

void RequestFollower::trackingFailed(const Error &error)
{
    if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::NotOffered) {
        m_eventGone = true;
        return search();
    }
    if (client::isServerPanic(error) && ++m_panics >= PanicsThatMeanFinished)
        return search();
    waitLonger(client::isServerPanic(error));
}

void RequestFollower::search()
{
    m_sinceSearch.start();
    if (m_entry.request.kind == RequestKind::Deploy)
        searchReleases();
    else if (m_entry.request.state == RequestState::Written)
        searchCommits();
    else if (m_entry.request.kind == RequestKind::Rollback)
        searchRollback();
    else
        searchDelete();
}

void RequestFollower::searchReleases()
{
    const auto rules = rulesFor(m_client, m_timing, m_login);
    const Request &request = m_entry.request;
    client::ListReleases endpoint{.env = request.environment, .app = request.app, .limit = 50};
    endpoint.since = judge::searchSince(request, rules);
    m_look = m_client.get(endpoint, [this](const Result<QList<gimlet::Release>> &releases) {
        if (releases)
            return searched(*releases);
        waitLonger(false);
    });
}

void RequestFollower::searched(const QList<gimlet::Release> &releases)
{
    const auto rules = rulesFor(m_client, m_timing, m_login);
    const Request &request = m_entry.request;
    const QDateTime now = m_clock.now();
    if (const gimlet::Release *found = judge::findWritten(m_entry, releases, rules))
        return settle(judge::afterFound(request, *found, rules, now));
    if (request.state == RequestState::Accepted && m_panics >= PanicsThatMeanFinished)
        return askWhatIsThere();

    giveUpInTime();
}

/// Nothing was found: that is the answer, once the server had the time to do it.
void RequestFollower::giveUpInTime()
{
    const Request &request = m_entry.request;
    const QDateTime now = m_clock.now();
    const bool longEnough = request.requestedAt.msecsTo(now) >= m_timing.searchFor.count();
    if (longEnough && request.state == RequestState::Unknown)
        return settle(judge::notDelivered(request, now));
    if (longEnough && request.state == RequestState::Accepted && request.kind == RequestKind::Delete)
        return settle(traces::stillThere(request, now));
    if (longEnough && request.state == RequestState::Accepted && m_eventGone)
        return settle(judge::forgotten(request, now));
    settle(request);
}

void RequestFollower::searchRollback()
{
    const Request &request = m_entry.request;
    // What it takes back may be older than what servers list unless asked.
    const client::ListReleases endpoint{.env = request.environment,
        .app = request.app,
        .limit = std::max(50, int(m_entry.knownRefs.size()) + 10),
        .since = QDateTime::fromSecsSinceEpoch(0, Qt::UTC)};
    m_look = m_client.get(endpoint, [this](const Result<QList<gimlet::Release>> &releases) {
        if (!releases)
            return waitLonger(false);
        if (traces::isRolledBack(m_entry, *releases))
            return settle(traces::afterSeen(m_entry.request, m_clock.now()));
        if (m_entry.request.state == RequestState::Accepted && m_panics >= PanicsThatMeanFinished)
            return askWhatIsThere();
        giveUpInTime();
    });
}

void RequestFollower::searchDelete()
{
    m_look = m_client.get(
        client::GetStatus{.env = m_entry.request.environment}, [this](const Result<client::GetStatus::Reply> &status) {
            if (!status)
                return waitLonger(false);
            if (traces::isGone(m_entry.request, *status))
                return settle(traces::afterSeen(m_entry.request, m_clock.now()));
            giveUpInTime();
        });
}

/// It was written; which commit that was, and what Flux says of it.
void RequestFollower::searchCommits()
{
    m_look = m_client.get(client::ListGitopsCommits(), [this](const Result<QList<gimlet::GitopsCommit>> &commits) {
        if (commits)
            return commitsFound(*commits);
        waitLonger(commits.error().kind == ErrorKind::NotOffered);
    });
}

void RequestFollower::commitsFound(const QList<gimlet::GitopsCommit> &commits)
{
    const auto rules = rulesFor(m_client, m_timing, m_login);
    const Request &request = m_entry.request;
    if (!request.gitopsHash.isEmpty())
        return settle(traces::afterCommits(m_entry, commits, {}, rules, m_clock.now()));
    const client::ListReleases others{
        .env = request.environment, .limit = 50, .since = judge::searchSince(request, rules)};
    m_look = m_client.get(others, [this, commits, rules](const Result<QList<gimlet::Release>> &releases) {
        if (!releases)
            return waitLonger(false);
        settle(traces::afterCommits(m_entry, commits, *releases, rules, m_clock.now()));
    });
}

void RequestFollower::askWhatIsThere()
{
    const QString app = m_entry.request.app;
    m_look = m_client.get(client::GetStatus{.env = m_entry.request.environment},
        [this, app](const Result<client::GetStatus::Reply> &status) {
            if (!status)
                return waitLonger(false);
            const std::optional<gimlet::Release> present = status->value(app);
            const bool isThere = present && present->artifactId == m_entry.request.artifactId;
            settle(judge::finishedSilently(m_entry.request, isThere, m_clock.now()));
        });
}

void RequestFollower::settle(const Request &request)
{
    // Servers call a rollback done that reverted something else, or nothing (contract §6.5).
    const bool saysDone = request.state == RequestState::Written || request.state == RequestState::Applied
        || request.state == RequestState::NoChange;
    if (request.kind == RequestKind::Rollback && !request.artifactId.isEmpty() && saysDone && m_checked.isEmpty())
        askForTheTruth(request);
    else
        conclude(request);
}

void RequestFollower::askForTheTruth(const Request &request)
{
    m_look = m_client.get(
        client::GetStatus{.env = request.environment}, [this, request](const Result<client::GetStatus::Reply> &status) {
            if (!status)
                return notAnswered(request);
            if (const QString wrong = traces::whatIsWrong(request, *status); !wrong.isEmpty())
                return doubt(request, wrong);
            askGit(request);
        });
}

void RequestFollower::askGit(const Request &request)
{
    if (!m_gitTruth)
        return believe(request, false);
    m_look = m_gitTruth(request, [this, request](std::optional<bool> isSo) {
        if (!isSo.value_or(true))
            return doubt(request, traces::wrongInGit(request));
        believe(request, isSo.has_value());
    });
}

void RequestFollower::believe(const Request &request, bool gitSaysSo)
{
    m_checked = traces::foundRight(request, gitSaysSo);
    conclude(request);
}

void RequestFollower::doubt(const Request &request, const QString &why)
{
    if (++m_doubts >= DoubtsThatCount)
        return conclude(traces::notAsAsked(request, why, m_clock.now()));
    putOff(request, true);
}

void RequestFollower::notAnswered(const Request &request)
{
    if (++m_unanswered >= DoubtsThatCount)
        return conclude(request);
    putOff(request, false);
}

/// Looks again before it ends.
void RequestFollower::putOff(const Request &request, bool answered)
{
    if (isOpen(request.state))
        conclude(request);
    else
        waitLonger(answered);
}

void RequestFollower::conclude(const Request &concluded)
{
    Request request = concluded;
    if (request.message.isEmpty())
        request.message = m_checked;
    const bool news = request != m_entry.request;
    if (news) {
        if (request.eventId != m_entry.request.eventId)
            m_panics = 0;
        m_entry.request = request;
        m_interval = m_timing.firstLook;
    }
    if (isOpen(request.state))
        waitLonger(true);
    // Whoever hears of it may delete this object.
    if (news)
        Q_EMIT changed(request);
    else
        Q_EMIT unchanged();
}

bool RequestFollower::isPatient() const
{
    const Request &request = m_entry.request;
    return request.state != RequestState::Written
        || request.writtenAt.msecsTo(m_clock.now()) < m_timing.followFor.count();
}

void RequestFollower::waitLonger(bool answered)
{
    if (m_client.isUnauthorized() || !isPatient())
        return; // until somebody calls lookNow()
    const Request &request = m_entry.request;
    const bool searching = request.state == RequestState::Unknown || m_eventGone;
    const bool seldom = searching || request.eventId.isEmpty();
    const auto longest = !answered ? m_timing.offline : seldom ? m_timing.search : m_timing.lastLook;
    const auto pause = searching && answered ? m_timing.search : m_interval;
    m_timer.start(pause);
    m_interval = std::min(m_interval * 3 / 2, longest);
}

} // namespace coupe::workspace
