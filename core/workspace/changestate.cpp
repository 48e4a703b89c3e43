#include "changestate.h"

namespace coupe::workspace {

using gitops::ChangeKind;

namespace {

/// What became of a change that another one followed.
ReleaseState pastState(ReleaseState asItStood)
{
    switch (asItStood) {
    case ReleaseState::Live:
        return ReleaseState::WasLive;
    case ReleaseState::Failed:
        return ReleaseState::Failed;
    default:
        return ReleaseState::Replaced;
    }
}

} // namespace

CommitWords commitWords(
    const QHash<QString, QList<gimlet::Release>> &releases, const QList<gimlet::GitopsCommit> &commits)
{
    CommitWords words;
    const auto take = [&words](const QString &hash, const CommitWord &word) {
        if (hash.isEmpty() || word.status.isEmpty())
            return;
        CommitWord &known = words[hash];
        if (known.status.isEmpty() || (word.at.isValid() && !(known.at >= word.at)))
            known = word;
    };
    for (const QList<gimlet::Release> &list : releases) {
        for (const gimlet::Release &release : list) {
            take(release.gitopsRef,
                {release.gitopsCommitStatus, release.gitopsCommitStatusDesc,
                    release.gitopsCommitCreated.isValid() ? release.gitopsCommitCreated : release.created});
        }
    }
    for (const gimlet::GitopsCommit &commit : commits)
        take(commit.sha, {commit.status, commit.statusDesc, commit.created});
    return words;
}

ReleaseState stateOf(const gitops::Change &change, const CommitWords &words, const QDateTime &now)
{
    if (change.rolledBack)
        return ReleaseState::RolledBack;
    switch (change.kind) {
    case ChangeKind::Delete:
        return ReleaseState::Deleted;
    case ChangeKind::ByHand:
        return ReleaseState::ChangedByHand;
    default:
        break;
    }
    const auto word = words.constFind(change.commit);
    const ReleaseState said = word == words.constEnd() ? ReleaseState::Unknown : stateOf(word->status, word->at, now);
    // A rollback or deploy that nothing followed is what is wanted now.
    const bool stands = change.current || !change.replaced.isValid();
    if (!stands)
        return pastState(said);
    return said == ReleaseState::Unknown && word == words.constEnd() ? ReleaseState::Wanted : said;
}

bool isRelease(const gitops::Change &change)
{
    return (change.kind == ChangeKind::Deploy || change.kind == ChangeKind::PolicyDeploy)
        && (!change.artifactId.isEmpty() || change.version);
}

} // namespace coupe::workspace
