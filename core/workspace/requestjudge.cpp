#include "requestjudge.h"

#include "fluxwords.h"

#include <gimlet/reconciliation.h>

#include <QCoreApplication>

namespace coupe::workspace::judge {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *words)
{
    return QCoreApplication::translate("workspace", words);
}

Request ended(Request request, RequestState state, const QString &message, const QString &words, const QDateTime &now)
{
    request.state = state;
    request.message = message;
    request.serverWords = words;
    request.endedAt = now;
    return request;
}

Request written(Request request, const QString &hash, const QDateTime &at)
{
    request.gitopsHash = hash;
    if (!request.writtenAt.isValid())
        request.writtenAt = at;
    if (request.state == RequestState::Written)
        return request;
    request.state = RequestState::Written;
    request.message.clear();
    request.serverWords.clear();
    request.endedAt = {};
    return request;
}

Request afterFlux(Request request, const QString &status, const QString &description, const QDateTime &now)
{
    switch (gimlet::reconciliationFromStatus(status)) {
    case gimlet::Reconciliation::Succeeded:
        request.appliedAt = now;
        return ended(std::move(request), RequestState::Applied, {}, {}, now);
    case gimlet::Reconciliation::Failed:
        return ended(std::move(request), RequestState::Failed, sentenceForFluxFailure(status),
            wordsOfFlux(status, description), now);
    default:
        return request;
    }
}

Request noChange(Request request, const QString &words, const QDateTime &now)
{
    const QString message =
        say("Nothing to change: %1 in %2 is at this version already.").arg(request.app, request.environment);
    return ended(std::move(request), RequestState::NoChange, message, words, now);
}

Request nothingMatched(Request request, const QDateTime &now)
{
    const QString message = request.kind == RequestKind::Rollback
        ? say("Nothing to roll back: %1 in %2 is at this version already.").arg(request.app, request.environment)
        : say("Nothing matched: the artifact has no manifest for %1 in %2.").arg(request.app, request.environment);
    return ended(std::move(request), RequestState::NoChange, message, {}, now);
}

Request afterResult(Request request, const gimlet::ReleaseResult &result, const QDateTime &now)
{
    if (result.status == u"failure") {
        if (result.statusDesc.startsWith("No changes made"_L1))
            return noChange(std::move(request), result.statusDesc, now);
        const QString message = say("Gimlet could not write %1 to %2.").arg(request.app, request.environment);
        return ended(std::move(request), RequestState::Failed, message, result.statusDesc, now);
    }
    if (result.status == u"pending")
        return request;
    if (result.hash.isEmpty())
        return noChange(std::move(request), result.statusDesc, now);
    return afterFlux(
        written(std::move(request), result.hash, now), result.gitopsCommitStatus, result.gitopsCommitStatusDesc, now);
}

const gimlet::ReleaseResult *resultFor(const Request &request, const gimlet::ReleaseStatus &status)
{
    // Several results are the reverts of one rollback, newest first; the newest carries the rest with it.
    const auto it = std::ranges::find_if(status.results, [&](const gimlet::ReleaseResult &result) {
        return (result.app.isEmpty() || result.app == request.app)
            && (result.env.isEmpty() || result.env == request.environment);
    });
    return it == status.results.end() ? nullptr : &*it;
}

} // namespace

Request afterTracking(Request request, const gimlet::ReleaseStatus &status, const QDateTime &now)
{
    const gimlet::ReleaseResult *result = resultFor(request, status);
    if (status.type == u"imageBuild") {
        // The build names the release that follows it (contract §5.5).
        if (status.status == u"success" && result && !result->triggeredDeployRequestId.isEmpty()) {
            request.eventId = result->triggeredDeployRequestId;
            return request;
        }
        if (status.status == u"error")
            return ended(
                std::move(request), RequestState::Failed, say("The image could not be built."), status.statusDesc, now);
        return request;
    }
    if (status.status == u"error" && (!result || result->hash.isEmpty())) {
        const QString message = request.kind == RequestKind::Rollback
            ? say("Gimlet stopped at an error; nothing was rolled back.")
            : say("Gimlet stopped at an error; nothing was released.");
        return ended(std::move(request), RequestState::Failed, message, status.statusDesc, now);
    }
    if (result && (status.status != u"new" || !result->hash.isEmpty()))
        return afterResult(std::move(request), *result, now);
    if (status.status == u"processed")
        return nothingMatched(std::move(request), now);
    return request; // still in the queue, or a word we do not know
}

QDateTime searchSince(const Request &request, const SearchRules &rules)
{
    return request.requestedAt.addMSecs((rules.clockSkew - rules.clockSlack).count());
}

const gimlet::Release *findWritten(
    const JournalEntry &entry, const QList<gimlet::Release> &releases, const SearchRules &rules)
{
    const Request &request = entry.request;
    const QDateTime since = searchSince(request, rules);
    const auto isIt = [&](const gimlet::Release &release) {
        if (release.gitopsRef.isEmpty() || release.app != request.app)
            return false;
        if (!request.gitopsHash.isEmpty())
            return release.gitopsRef == request.gitopsHash;
        return release.artifactId == request.artifactId && release.triggeredBy != u"policy"
            && (rules.login.isEmpty() || release.triggeredBy.isEmpty() || release.triggeredBy == rules.login)
            && !entry.knownRefs.contains(release.gitopsRef) && (!release.created.isValid() || release.created >= since);
    };
    const auto it = std::ranges::find_if(releases, isIt);
    return it == releases.end() ? nullptr : &*it;
}

Request afterFound(Request request, const gimlet::Release &release, const SearchRules &rules, const QDateTime &now)
{
    const QDateTime at = release.created.isValid() ? release.created.addMSecs(-rules.clockSkew.count()) : now;
    return afterFlux(written(std::move(request), release.gitopsRef, at), release.gitopsCommitStatus,
        release.gitopsCommitStatusDesc, now);
}

Request afterCommit(
    Request request, const QString &hash, const QString &status, const QString &description, const QDateTime &now)
{
    return afterFlux(written(std::move(request), hash, now), status, description, now);
}

Request neverSent(Request request, const QDateTime &now)
{
    return ended(std::move(request), RequestState::Refused,
        say("It was not sent: Coupe ended before it could be. Nothing was changed."), {}, now);
}

Request notJournalled(Request request, const Error &error, const QDateTime &now)
{
    return ended(std::move(request), RequestState::Refused,
        say("It was not sent: the journal could not be written. Nothing was changed."), error.detail, now);
}

Request refused(Request request, const Error &error, const QDateTime &now)
{
    return ended(std::move(request), RequestState::Refused, error.message, error.detail, now);
}

Request answerLost(Request request, const Error &error)
{
    request.state = RequestState::Unknown;
    request.message =
        say("The answer was lost, so the outcome is unknown. Coupe does not send it again; it is finding out.");
    request.serverWords = error.detail.isEmpty() ? error.message : error.detail;
    return request;
}

Request notDelivered(Request request, const QDateTime &now)
{
    return ended(std::move(request), RequestState::NotDelivered,
        say("Gimlet shows no trace of it: it was probably not delivered. Check again, or send it anew."), {}, now);
}

Request forgotten(Request request, const QDateTime &now)
{
    const QString message = request.kind == RequestKind::Rollback
        ? say("Gimlet accepted it and does not know it any more. No rollback can be seen.")
        : say("Gimlet accepted it and does not know it any more. No release was written.");
    return ended(std::move(request), RequestState::Failed, message, {}, now);
}

Request finishedSilently(Request request, bool isThere, const QDateTime &now)
{
    if (isThere)
        return noChange(std::move(request), {}, now);
    return ended(std::move(request), RequestState::Failed,
        say("Gimlet finished it without writing a release, and does not say why."), {}, now);
}

} // namespace coupe::workspace::judge
