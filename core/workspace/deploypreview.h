#pragma once

#include <gimlet/artifact.h>
#include <manifest/policy.h>
#include <workspace/board.h>

namespace coupe::workspace {

/// What a deploy would do, as far as the API lets it be known before it is done.
struct DeployPreview {
    enum class Direction {
        Unknown, ///< the present version is not among the artifacts we know
        First, ///< the app is not in that environment yet
        Forward,
        Back, ///< the artifact is older than what is there
        Same, ///< that version is wanted already
    };

    QString app;
    QString environment;
    bool isProtected = false;
    gimlet::Artifact artifact;
    BoardCell present;
    Direction direction = Direction::Unknown;
    QList<gimlet::Version> goingOut; ///< shipped commits of the same repository and branch that it adds, newest first
    QList<gimlet::Version> takenBack; ///< those that it removes, when it goes back
    QList<gimlet::Version> leftOut; ///< newer shipped commits of the branch that stay out
    manifest::PolicyVerdict policy; ///< what the manifest's policy makes of this artifact
    QString policyInWords;
    bool renderable = true; ///< false when no manifest of the artifact names this app and environment

    bool operator==(const DeployPreview &) const = default;
};

/// Whether a deploy policy can deploy anything at all without somebody's doing.
bool deploysByItself(const std::optional<gimlet::DeployPolicy> &policy);

/// What a deploy policy does, for people: "Deploys main on push by itself."
QString policyInWords(const std::optional<gimlet::DeployPolicy> &policy, const QString &environment);

/// The deploy policies that deploy the app there without anybody's doing, in words, by the newest manifest of each
/// branch; none when no artifact names it there. @p artifacts are newest first.
std::optional<QStringList> automaticPolicies(
    const QList<gimlet::Artifact> &artifacts, const QString &app, const QString &environment);

/// Pure; any thread. @p artifacts are newest first.
DeployPreview makeDeployPreview(const Board &board, const QList<gimlet::Artifact> &artifacts,
    const gimlet::Artifact &artifact, const QString &app, const QString &environment);

} // namespace coupe::workspace
