#pragma once

#include <client/capabilities.h>
#include <workspace/board.h>

#include <QFlags>

// What a session keeps of what the API said. Not for other parts.
namespace coupe::workspace {

enum class Part {
    Environments = 1 << 0,
    Releases = 1 << 1, ///< status and releases of every environment
    Commits = 1 << 2,
    Artifacts = 1 << 3,
};
Q_DECLARE_FLAGS(Parts, Part)
Q_DECLARE_OPERATORS_FOR_FLAGS(Parts)

inline constexpr Parts Everything{Part::Environments, Part::Releases, Part::Commits, Part::Artifacts};

using StatusMap = QMap<QString, std::optional<gimlet::Release>>;

/// What one round of reading brought. What is absent was not asked for, or did not come.
struct ReadResult {
    std::optional<QList<gimlet::Environment>> environments;
    QHash<QString, StatusMap> status;
    QHash<QString, QList<gimlet::Release>> releases;
    std::optional<QList<gimlet::GitopsCommit>> commits;
    std::optional<QList<gimlet::Artifact>> artifacts;
    bool artifactsAreAll = false; ///< as many as are kept were asked for
    int answered = 0;
    std::optional<Error> error; ///< the first
};

/// Everything the API said so far. A value: joined and saved on another thread.
struct Picture {
    client::Capabilities capabilities;
    QList<gimlet::Environment> environments;
    QHash<QString, StatusMap> status;
    QHash<QString, QList<gimlet::Release>> releases;
    QHash<QString, QList<gimlet::Release>>
        older; ///< of apps whose last release lies before what `releases` reaches back to
    QList<gimlet::GitopsCommit> commits;
    QList<gimlet::Artifact> artifacts;
    bool artifactsAreWhole = false; ///< false while they come from disk, where variables are left out
    QDateTime asOf;

    static constexpr int ArtifactsKept = 300;

    void merge(const ReadResult &result);
    BoardInput boardInput(const Profile &profile, const QDateTime &now) const;
};

} // namespace coupe::workspace
