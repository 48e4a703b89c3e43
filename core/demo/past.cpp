#include "past.h"

#include <QJsonObject>
#include <QLocale>
#include <QUrlQuery>

#include <thread>

namespace coupe::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long the worker may take for one step, in life.
constexpr auto Patience = 30s;

QByteArray target(const QString &path, const QList<std::pair<QString, QString>> &parameters)
{
    QUrlQuery query;
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return path.toLatin1() + '?' + query.toString(QUrl::FullyEncoded).toLatin1();
}

QString placeOf(const QString &app, const QString &environment, const QString &sha)
{
    return app + u'/' + environment + u'/' + sha;
}

Failure notDone(const QString &what, const QString &why)
{
    return failure(ErrorKind::Unknown, u"The demo could not be set up: %1."_s.arg(what), why);
}

QString sentenceAt(const Sample &sample, const QDateTime &time)
{
    return u"Playing five weeks at %1: %2"_s.arg(
        sample.name, QLocale().toString(time.toLocalTime().date(), u"d MMMM"_s));
}

} // namespace

Past::Past(const Sample &sample, Tokens tokens, const QUrl &server, ManualClock &clock)
    : m_sample(sample), m_tokens(std::move(tokens)), m_http(server), m_clock(clock), m_shipping(sample)
{
}

Result<void> Past::play(const std::vector<Step> &steps, const QDateTime &now, const Company::Watch &watch)
{
    m_now = now;
    Progress progress{0, static_cast<int>(steps.size()), {}};
    for (const Step &step : steps) {
        progress.sentence = sentenceAt(m_sample, step.at);
        if (watch && !watch(progress))
            return failure(ErrorKind::Cancelled, u"The demo was not set up to its end."_s);
        if (const auto told = tellFluxEventsUntil(step.at); !told)
            return told;
        m_clock.set(step.at);
        if (const auto taken = take(step); !taken)
            return taken;
        ++progress.done;
    }
    if (const auto told = tellFluxEventsUntil(now); !told)
        return told;
    m_clock.set(now);
    if (watch)
        watch(progress);
    return {};
}

Result<void> Past::take(const Step &step)
{
    if (const auto *commit = std::get_if<const Commit *>(&step.what))
        return ship(**commit);
    return act(*std::get<const Act *>(step.what));
}

Result<void> Past::ship(const Commit &commit)
{
    const gimlet::Artifact artifact = m_shipping.artifactOf(commit, m_clock.now());
    const Result<QJsonValue> stored = m_http.post("/api/artifact", m_tokens.ci, toJson(artifact));
    if (!stored)
        return std::unexpected(stored.error());
    const QString id = stored->toObject().value("id"_L1).toString();
    m_artifacts.insert(commit.sha, id);
    const auto status = processed(target(u"/api/eventArtifactTrack"_s, {{u"artifactId"_s, id}}), m_tokens.ci);
    if (!status)
        return std::unexpected(status.error());
    return observe(*status, commit.sha);
}

Result<void> Past::act(const Act &act)
{
    const QByteArray token = m_tokens.people.value(act.by);
    const QString sha = m_sample.commit(act.app, act.commit)->sha;
    Result<QJsonValue> queued;
    if (act.isRollback) {
        const QString wanted = m_gitopsCommits.value(placeOf(act.app, act.environment, sha));
        queued = m_http.post(
            target(u"/api/rollback"_s, {{u"env"_s, act.environment}, {u"app"_s, act.app}, {u"sha"_s, wanted}}), token);
    } else {
        const gimlet::ReleaseRequest request{act.environment, act.app, m_artifacts.value(sha), {}};
        queued = m_http.post("/api/releases", token, toJson(request));
    }
    if (!queued)
        return std::unexpected(queued.error());
    const QString id = queued->toObject().value("id"_L1).toString();
    const auto status = processed(target(u"/api/eventReleaseTrack"_s, {{u"id"_s, id}}), token);
    if (!status)
        return std::unexpected(status.error());
    if (status->results.isEmpty())
        return notDone(u"“%1” changed nothing in %2"_s.arg(act.commit, act.environment), {});
    return observe(*status, sha);
}

Result<gimlet::ReleaseStatus> Past::processed(const QByteArray &target, const QByteArray &token)
{
    const auto deadline = std::chrono::steady_clock::now() + Patience;
    while (true) {
        const Result<QJsonValue> json = m_http.get(target, token);
        if (!json)
            return std::unexpected(json.error());
        Result<gimlet::ReleaseStatus> status = gimlet::JsonDecoder::decodeObject<gimlet::ReleaseStatus>(*json);
        if (!status || status->status == u"processed")
            return status;
        if (status->status == u"error")
            return notDone(u"a request failed"_s, status->statusDesc);
        if (std::chrono::steady_clock::now() > deadline)
            return failure(ErrorKind::Timeout, u"The demo's service takes too long."_s);
        std::this_thread::sleep_for(500us);
    }
}

Result<void> Past::observe(const gimlet::ReleaseStatus &status, const QString &sha)
{
    const bool isRollback = status.type == u"rollback";
    QList<gimlet::ReleaseResult> results = status.results;
    if (isRollback)
        std::ranges::reverse(results); // the reverts come newest first
    for (const gimlet::ReleaseResult &result : results) {
        if (result.status != u"success")
            return notDone(u"%1 was not released to %2"_s.arg(result.app, result.env), result.statusDesc);
        if (result.hash.isEmpty())
            continue;
        if (!isRollback)
            m_gitopsCommits.insert(placeOf(result.app, result.env, sha), result.hash);
        const Revision revision{result.app, result.env, result.hash};
        // What a rollback goes back to was healthy.
        const Reaction reaction = reactionTo(m_sample, result.app, result.env, isRollback ? QString() : sha);
        expect(revision, reaction);
    }
    return {};
}

void Past::expect(const Revision &revision, const Reaction &reaction)
{
    const QDateTime written = m_clock.now();
    // Flux speaks of the commits in order: its word about a later one counts for those before it.
    QDateTime due = written.addMSecs(reaction.settled.count());
    if (!m_outlooks.empty())
        due = std::max(due, m_outlooks.back().due.addSecs(1));
    if (due <= m_now) {
        m_outlooks.push_back({due, revision.environment, settledEvent(reaction, revision, due)});
        return;
    }
    due = std::min(written.addMSecs(reaction.progressing.count()), m_now);
    m_outlooks.push_back({due, revision.environment, progressingEvent(revision, due)});
}

Result<void> Past::tellFluxEventsUntil(const QDateTime &time)
{
    while (!m_outlooks.empty() && m_outlooks.front().due <= time) {
        const Outlook outlook = std::move(m_outlooks.front());
        m_outlooks.pop_front();
        m_clock.set(outlook.due);
        const QByteArray address = target(u"/api/flux-events"_s, {{u"env"_s, outlook.environment}});
        if (const auto told = m_http.post(address, m_tokens.flux, toJson(outlook.event)); !told)
            return std::unexpected(told.error());
    }
    return {};
}

} // namespace coupe::demo
