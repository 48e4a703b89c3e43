#include "requesttraces.h"

#include <QCoreApplication>
#include <QSet>

namespace coupe::workspace::traces {

namespace {

QString say(const char *words)
{
    return QCoreApplication::translate("workspace", words);
}

/// What it was to return to.
QString goalOf(const Request &request)
{
    return request.label.isEmpty() ? say("that release") : request.label;
}

/// The newest commit that the request made; null when nobody can tell.
const gimlet::GitopsCommit *findOwn(const JournalEntry &entry, const QList<gimlet::GitopsCommit> &commits,
    const QList<gimlet::Release> &releases, const judge::SearchRules &rules)
{
    const Request &request = entry.request;
    const auto named = std::ranges::find(commits, request.gitopsHash, &gimlet::GitopsCommit::sha);
    if (!request.gitopsHash.isEmpty())
        return named == commits.end() ? nullptr : &*named;

    QSet<QString> written(entry.knownRefs.begin(), entry.knownRefs.end());
    for (const gimlet::Release &release : releases)
        written.insert(release.gitopsRef);
    const QDateTime since = judge::searchSince(request, rules);
    QList<const gimlet::GitopsCommit *> candidates; // newest first, as they are listed
    for (const gimlet::GitopsCommit &commit : commits) {
        if (commit.env == request.environment && commit.created >= since && !written.contains(commit.sha))
            candidates.append(&commit);
    }
    const bool counted = request.kind == RequestKind::Rollback && candidates.size() == entry.knownRefs.size();
    return candidates.size() == 1 || (counted && !candidates.isEmpty()) ? candidates.first() : nullptr;
}

} // namespace

bool isRolledBack(const JournalEntry &entry, const QList<gimlet::Release> &releases)
{
    bool seen = false;
    for (const gimlet::Release &release : releases) {
        if (release.gitopsRef == entry.request.targetHash && release.rolledBack)
            return false;
        if (!entry.knownRefs.contains(release.gitopsRef))
            continue;
        if (!release.rolledBack)
            return false;
        seen = true;
    }
    return seen;
}

bool isGone(const Request &request, const QMap<QString, std::optional<gimlet::Release>> &status)
{
    return !status.contains(request.app);
}

QString whatIsWrong(const Request &request, const QMap<QString, std::optional<gimlet::Release>> &status)
{
    if (isGone(request, status)) {
        return say("Gimlet says that it is done, but %1 is not in %2 any more. Deploy %3 again.")
            .arg(request.app, request.environment, goalOf(request));
    }
    const std::optional<gimlet::Release> wanted = status.value(request.app);
    if (!wanted || wanted->artifactId.isEmpty() || wanted->artifactId == request.artifactId)
        return {}; // a folder without a record tells nothing
    const QString there = wanted->version ? wanted->version->label() : wanted->artifactId;
    return say("Gimlet says that it is done, but %2 wants %4 of %1 now, not %3. Look at what was written before you "
               "try again.")
        .arg(request.app, request.environment, goalOf(request), there);
}

QString wrongInGit(const Request &request)
{
    return say("Gimlet says that it is done, but in git %1 in %2 is not what it was at %3. Look at what was written "
               "before you try again.")
        .arg(request.app, request.environment, goalOf(request));
}

QString foundRight(const Request &request, bool gitToo)
{
    return (gitToo ? say("Checked in the API and in git: %1 wants %2 again.")
                   : say("Checked in the API: %1 wants %2 again."))
        .arg(request.environment, goalOf(request));
}

Request notAsAsked(Request request, const QString &why, const QDateTime &now)
{
    request.state = RequestState::Failed;
    request.message = why;
    request.serverWords.clear();
    request.endedAt = now;
    return request;
}

Request afterCommits(const JournalEntry &entry, const QList<gimlet::GitopsCommit> &commits,
    const QList<gimlet::Release> &releases, const judge::SearchRules &rules, const QDateTime &now)
{
    const gimlet::GitopsCommit *own = findOwn(entry, commits, releases, rules);
    return own ? judge::afterCommit(entry.request, own->sha, own->status, own->statusDesc, now) : entry.request;
}

Request afterSeen(Request request, const QDateTime &now)
{
    return judge::afterCommit(std::move(request), {}, {}, {}, now);
}

Request stillThere(Request request, const QDateTime &now)
{
    request.state = RequestState::Failed;
    request.message = QCoreApplication::translate(
        "workspace", "Gimlet said that it deleted %1 from %2, and it is still there. Delete it again.")
                          .arg(request.app, request.environment);
    request.serverWords.clear();
    request.endedAt = now;
    return request;
}

} // namespace coupe::workspace::traces
