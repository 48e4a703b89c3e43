#include "boardparts.h"

#include <QSet>

namespace coupe::workspace::parts {

using namespace Qt::StringLiterals;

namespace {

bool isInfrastructure(const QString &folder)
{
    return folder == u".git"_s || folder == u"flux"_s; // contract §3.4
}

/// What Flux said of a commit may have reached /api/gitopsCommits and not yet the releases.
void freshen(gimlet::Release &release, const QHash<QString, gimlet::GitopsCommit> &commits)
{
    const auto commit = commits.find(release.gitopsRef);
    if (commit == commits.end() || commit->status.isEmpty())
        return;
    const bool newer = release.gitopsCommitStatus.isEmpty()
        || (commit->created.isValid() && commit->created > release.gitopsCommitCreated);
    if (!newer)
        return;
    release.gitopsCommitStatus = commit->status;
    release.gitopsCommitStatusDesc = commit->statusDesc;
    release.gitopsCommitCreated = commit->created;
}

/// Reverts are not listed as releases (contract §6.3). A commit that belongs to no release, while one single app of the
/// environment stands rolled back, is that rollback; with two candidates nobody can tell.
std::optional<gimlet::GitopsCommit> findRevert(
    const EnvironmentFacts &facts, const QHash<QString, gimlet::GitopsCommit> &commits)
{
    QSet<QString> releases;
    QDateTime rolledBack;
    int apps = 0;
    for (const QList<gimlet::Release> &ofApp : facts.releases) {
        for (const gimlet::Release &release : ofApp)
            releases.insert(release.gitopsRef);
        if (!ofApp.isEmpty() && ofApp.constFirst().rolledBack) {
            ++apps;
            rolledBack = ofApp.constFirst().created;
        }
    }
    if (apps != 1 || !rolledBack.isValid())
        return std::nullopt;
    std::optional<gimlet::GitopsCommit> revert;
    for (const gimlet::GitopsCommit &commit : commits) {
        if (commit.env != facts.name || releases.contains(commit.sha) || !(commit.created >= rolledBack))
            continue;
        if (revert)
            return std::nullopt;
        revert = commit;
    }
    return revert;
}

} // namespace

QStringList orderedEnvironments(const Profile &profile, const QList<gimlet::Environment> &environments)
{
    QStringList known;
    for (const gimlet::Environment &environment : environments) {
        if (!environment.name.isEmpty() && !known.contains(environment.name))
            known.append(environment.name);
    }
    QStringList ordered;
    for (const QString &name : profile.promotionOrder) {
        if (known.removeOne(name))
            ordered.append(name);
    }
    return ordered + known;
}

EnvironmentFacts factsOf(const QString &environment, const BoardInput &input)
{
    EnvironmentFacts facts{.name = environment, .status = {}, .releases = {}, .revert = {}};
    const auto status = input.status.find(environment);
    facts.statusKnown = status != input.status.end();
    if (facts.statusKnown)
        facts.status = *status;

    QHash<QString, gimlet::GitopsCommit> commits;
    for (const gimlet::GitopsCommit &commit : input.commits)
        commits.insert(commit.sha, commit);
    for (const gimlet::Release &release : input.releases.value(environment)) {
        if (release.app.isEmpty() || (!release.env.isEmpty() && release.env != environment))
            continue;
        QList<gimlet::Release> &ofApp = facts.releases[release.app];
        ofApp.append(release);
        freshen(ofApp.last(), commits);
    }
    facts.revert = findRevert(facts, commits);
    return facts;
}

QStringList appsOf(const EnvironmentFacts &facts)
{
    QStringList apps = facts.releases.keys();
    for (auto it = facts.status.begin(); it != facts.status.end(); ++it) {
        if (it.value() && !isInfrastructure(it.key()) && !facts.releases.contains(it.key()))
            apps.append(it.key());
    }
    return apps;
}

} // namespace coupe::workspace::parts
