#include "deploypreview.h"

#include "boardparts.h"

#include <QCoreApplication>
#include <QSet>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

using Direction = DeployPreview::Direction;

QString say(const char *text)
{
    return QCoreApplication::translate("workspace", text);
}

QString wordFor(gimlet::GitEvent event)
{
    switch (event) {
    case gimlet::GitEvent::Push:
        return say("push");
    case gimlet::GitEvent::Tag:
        return say("tag");
    case gimlet::GitEvent::PullRequest:
        return say("pull request");
    }
    return {};
}

const gimlet::Manifest *manifestFor(const gimlet::Artifact &artifact, const QString &app, const QString &environment)
{
    const auto it = std::ranges::find_if(artifact.environments,
        [&](const gimlet::Manifest &manifest) { return manifest.app == app && manifest.env == environment; });
    return it == artifact.environments.end() ? nullptr : &*it;
}

/// The repository's history as far as CI shipped it, newest first, one entry a commit, with the artifact of interest in
/// it.
QList<gimlet::Artifact> timeline(const QList<gimlet::Artifact> &artifacts, const gimlet::Artifact &artifact)
{
    QList<gimlet::Artifact> line;
    const bool known = std::ranges::find(artifacts, artifact.id, &gimlet::Artifact::id) != artifacts.end();
    bool placed = false;
    const auto place = [&] {
        if (!std::exchange(placed, true))
            line.append(artifact);
    };
    for (const gimlet::Artifact &each : artifacts) {
        if (each.version.repositoryName != artifact.version.repositoryName)
            continue;
        if (each.id == artifact.id || (!known && artifact.created.isValid() && each.created < artifact.created))
            place();
        if (each.id != artifact.id)
            line.append(each);
    }
    place();
    return line;
}

/// The versions of @p line in [from, to) that belong to the branch of @p end, each commit once.
QList<gimlet::Version> versions(
    const QList<gimlet::Artifact> &line, qsizetype from, qsizetype to, const gimlet::Version &end, QSet<QString> seen)
{
    QList<gimlet::Version> found;
    for (qsizetype i = from; i < to; ++i) {
        const gimlet::Version &version = line[i].version;
        const bool counts = version == end || (!line[i].fake && parts::sameLine(version, end));
        if (!counts || seen.contains(version.sha))
            continue;
        seen.insert(version.sha);
        found.append(version);
    }
    return found;
}

void compareWithPresent(DeployPreview &preview, const QList<gimlet::Artifact> &artifacts)
{
    const gimlet::Artifact &artifact = preview.artifact;
    const QList<gimlet::Artifact> line = timeline(artifacts, artifact);
    const qsizetype chosen = std::ranges::find(line, artifact.id, &gimlet::Artifact::id) - line.begin();

    QSet<QString> there{artifact.version.sha};
    if (!parts::isPresent(preview.present)) {
        const bool empty =
            preview.present.state == ReleaseState::Absent || preview.present.state == ReleaseState::Deleted;
        preview.direction = empty ? Direction::First : Direction::Unknown;
    } else if (preview.present.release.artifactId == artifact.id) {
        preview.direction = Direction::Same;
    } else {
        const auto present = std::ranges::find(line, preview.present.release.artifactId, &gimlet::Artifact::id);
        const qsizetype current = present - line.begin();
        if (present == line.end()) {
            preview.direction = Direction::Unknown;
        } else if (chosen < current) {
            preview.direction = Direction::Forward;
            preview.goingOut = versions(line, chosen, current, artifact.version, {present->version.sha});
        } else {
            preview.direction = Direction::Back;
            preview.takenBack = versions(line, current, chosen, present->version, {artifact.version.sha});
        }
    }
    preview.leftOut = versions(line, 0, chosen, artifact.version, there);
}

} // namespace

bool deploysByItself(const std::optional<gimlet::DeployPolicy> &policy)
{
    if (!policy)
        return false;
    const bool namesPlace = !policy->branch.isEmpty() || !policy->tag.isEmpty();
    return policy->event || (!namesPlace && !policy->commitMessagePatterns.isEmpty());
}

QString policyInWords(const std::optional<gimlet::DeployPolicy> &policy, const QString &environment)
{
    const bool empty = !policy
        || (policy->branch.isEmpty() && policy->tag.isEmpty() && !policy->event
            && policy->commitMessagePatterns.isEmpty());
    if (empty)
        return say("By hand only: no policy for %1.").arg(environment);
    if (!deploysByItself(policy))
        return say("By hand only: the policy for %1 names no event.").arg(environment);
    const QString event = policy->event ? wordFor(*policy->event) : QString();
    if (!policy->branch.isEmpty())
        return say("Deploys %1 on %2 by itself.").arg(policy->branch, event);
    if (!policy->tag.isEmpty())
        return say("Deploys tags %1 by itself.").arg(policy->tag);
    if (policy->event)
        return say("Deploys every %1 by itself.").arg(event);
    return say("Deploys by itself what says %1 in its message.").arg(policy->commitMessagePatterns.join(u", "_s));
}

std::optional<QStringList> automaticPolicies(
    const QList<gimlet::Artifact> &artifacts, const QString &app, const QString &environment)
{
    // Branches carry manifests of their own, and with them policies.
    QSet<QString> branches;
    QStringList policies;
    for (const gimlet::Artifact &artifact : artifacts) {
        const gimlet::Manifest *manifest = manifestFor(artifact, app, environment);
        if (!manifest || branches.contains(artifact.version.branch))
            continue;
        branches.insert(artifact.version.branch);
        const QString words = policyInWords(manifest->deploy, environment);
        if (deploysByItself(manifest->deploy) && !policies.contains(words))
            policies.append(words);
    }
    if (branches.isEmpty())
        return {};
    return policies;
}

DeployPreview makeDeployPreview(const Board &board, const QList<gimlet::Artifact> &artifacts,
    const gimlet::Artifact &artifact, const QString &app, const QString &environment)
{
    DeployPreview preview;
    preview.app = app;
    preview.environment = environment;
    preview.artifact = artifact;
    const auto place = std::ranges::find(board.environments, environment, &BoardEnvironment::name);
    preview.isProtected = place != board.environments.end() ? place->isProtected : Profile().isProtected(environment);
    if (const BoardCell *cell = board.cell(app, environment))
        preview.present = *cell;

    const gimlet::Manifest *manifest = manifestFor(artifact, app, environment);
    preview.renderable = manifest || !artifact.cueEnvironments.isEmpty();
    const std::optional<gimlet::DeployPolicy> policy = manifest ? manifest->deploy : std::nullopt;
    preview.policy = manifest::evaluate(policy, artifact.version);
    preview.policyInWords = policyInWords(policy, environment);
    compareWithPresent(preview, artifacts);
    return preview;
}

} // namespace coupe::workspace
