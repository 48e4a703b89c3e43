#include "picture.h"

#include <QSet>

namespace coupe::workspace {

namespace {

/// @p page in front of what it does not hold of @p kept. When they do not meet, what lies between is unknown, and only
/// the page is left.
QList<gimlet::Artifact> withNewest(const QList<gimlet::Artifact> &page, const QList<gimlet::Artifact> &kept)
{
    QSet<QString> ids;
    for (const gimlet::Artifact &artifact : page)
        ids.insert(artifact.id);
    const auto isNew = [&](const gimlet::Artifact &artifact) { return !ids.contains(artifact.id); };
    QList<gimlet::Artifact> merged = page;
    if (std::ranges::all_of(kept, isNew))
        return merged;
    std::ranges::copy_if(kept, std::back_inserter(merged), isNew);
    merged.resize(std::min<qsizetype>(merged.size(), Picture::ArtifactsKept));
    return merged;
}

} // namespace

void Picture::merge(const ReadResult &result)
{
    if (result.environments) {
        environments = *result.environments;
        const auto isGone = [this](const QString &name) {
            return std::ranges::find(environments, name, &gimlet::Environment::name) == environments.end();
        };
        status.removeIf([&](auto it) { return isGone(it.key()); });
        releases.removeIf([&](auto it) { return isGone(it.key()); });
    }
    status.insert(result.status);
    releases.insert(result.releases);
    if (result.commits)
        commits = *result.commits;
    if (result.artifacts) {
        const bool whole = result.artifactsAreAll || !artifactsAreWhole;
        artifactsAreWhole = artifactsAreWhole || result.artifactsAreAll;
        artifacts = whole ? *result.artifacts : withNewest(*result.artifacts, artifacts);
    }
}

BoardInput Picture::boardInput(const Profile &profile, const QDateTime &now) const
{
    BoardInput input{.profile = profile,
        .environments = environments,
        .status = status,
        .releases = releases,
        .commits = commits,
        .artifacts = artifacts,
        .now = now};
    for (auto it = older.begin(); it != older.end(); ++it) {
        QList<gimlet::Release> &known = input.releases[it.key()];
        QSet<QString> refs;
        for (const gimlet::Release &release : std::as_const(known))
            refs.insert(release.gitopsRef);
        std::ranges::copy_if(*it, std::back_inserter(known),
            [&](const gimlet::Release &release) { return !refs.contains(release.gitopsRef); });
    }
    return input;
}

} // namespace coupe::workspace
