#include "boardparts.h"

#include <QSet>

namespace coupe::workspace::parts {

namespace {

QString branchOf(const gimlet::Version &version)
{
    // CI plugins write a tag into the branch, or nothing at all (contract §8.4).
    return version.event == gimlet::GitEvent::Tag ? QString() : version.branch;
}

} // namespace

bool sameLine(const gimlet::Version &candidate, const gimlet::Version &end)
{
    if ((candidate.event == gimlet::GitEvent::PullRequest) != (end.event == gimlet::GitEvent::PullRequest))
        return false;
    const QString one = branchOf(candidate);
    const QString other = branchOf(end);
    return one.isEmpty() || other.isEmpty() || one == other;
}

ShippedVersions::ShippedVersions(const QList<gimlet::Artifact> &artifacts) : m_artifacts(artifacts)
{
    m_position.reserve(artifacts.size());
    for (qsizetype i = 0; i < artifacts.size(); ++i) {
        m_position.insert(artifacts[i].id, i);
        for (const gimlet::Manifest &manifest : artifacts[i].environments) {
            QList<qsizetype> &positions = m_ofApp[manifest.app];
            if (positions.isEmpty() || positions.constLast() != i)
                positions.append(i);
        }
    }
}

std::optional<QList<gimlet::Version>> ShippedVersions::between(
    const QString &app, const gimlet::Release &left, const gimlet::Release &right) const
{
    const bool sameArtifact = !left.artifactId.isEmpty() && left.artifactId == right.artifactId;
    const bool sameCommit =
        left.version && right.version && !left.version->sha.isEmpty() && left.version->sha == right.version->sha;
    if (sameArtifact || sameCommit)
        return QList<gimlet::Version>();
    const qsizetype newest = m_position.value(left.artifactId, -1);
    const qsizetype oldest = m_position.value(right.artifactId, -1);
    if (newest < 0 || oldest < 0)
        return std::nullopt;

    const gimlet::Version &end = m_artifacts[newest].version;
    const gimlet::Version &begin = m_artifacts[oldest].version;
    if (end.repositoryName != begin.repositoryName)
        return std::nullopt;
    QList<gimlet::Version> versions;
    QSet<QString> commits{begin.sha};
    const QList<qsizetype> positions = m_ofApp.value(app);
    for (auto it = std::ranges::lower_bound(positions, newest); it != positions.end() && *it < oldest; ++it) {
        const gimlet::Artifact &artifact = m_artifacts[*it];
        const bool counts = *it == newest
            || (!artifact.fake && artifact.version.repositoryName == end.repositoryName
                && sameLine(artifact.version, end));
        // One commit shipped twice, as a push and as a tag, is one version.
        if (!counts || commits.contains(artifact.version.sha))
            continue;
        commits.insert(artifact.version.sha);
        versions.append(artifact.version);
    }
    return versions;
}

} // namespace coupe::workspace::parts
