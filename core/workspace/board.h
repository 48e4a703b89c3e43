#pragma once

#include <gimlet/artifact.h>
#include <gimlet/environment.h>
#include <gimlet/release.h>
#include <workspace/profile.h>

#include <QHash>

namespace coupe::workspace {

/// How a release stands, in the product's words. Git alone never makes one Live.
enum class ReleaseState {
    Unknown,
    Absent, ///< the app is not in that environment
    Live,
    Applying,
    Stalled, ///< applying, with no news for five minutes
    Failed,
    RolledBack,
    ChangedByHand,
    Deleted,
    WasLive, ///< an earlier release that was fine
    Wanted, ///< git says so; the API has not said whether it runs
    Replaced, ///< an earlier release of which the API says nothing
};

/// An earlier release of a cell, newest first.
struct PastRelease {
    gimlet::Release release;
    ReleaseState state = ReleaseState::Unknown;

    bool operator==(const PastRelease &) const = default;
};

/// One app in one environment.
struct BoardCell {
    ReleaseState state = ReleaseState::Absent;
    gimlet::Release release; ///< what is wanted now; joined from /api/status and /api/releases
    QString rolledBackFrom; ///< label of the version that a rollback left, until the next release
    QDateTime since; ///< UTC; when the wanted version was written to git; invalid when unknown
    QDateTime newsAt; ///< UTC; the latest word about it
    std::optional<int> behind; ///< shipped versions that the environment to the left has and this one has not
    QList<gimlet::Version> ahead; ///< those versions, newest first
    QList<PastRelease> history; ///< newest first, the present release included

    QString label() const { return release.version ? release.version->label() : QString(); }
    bool operator==(const BoardCell &) const = default;
};

struct BoardRow {
    QString app;
    QString repository; ///< "owner/name"
    QList<BoardCell> cells; ///< one for each environment of the board

    bool operator==(const BoardRow &) const = default;
};

struct BoardEnvironment {
    QString name;
    bool isProtected = false;
    QHash<ReleaseState, int> counts;

    bool operator==(const BoardEnvironment &) const = default;
};

/// Which version runs where: environments in promotion order × apps, sorted by repository and name.
struct Board {
    QList<BoardEnvironment> environments;
    QList<BoardRow> rows;

    const BoardCell *cell(const QString &app, const QString &environment) const;
    /// Where each artifact is wanted now: artifact id → environments.
    QHash<QString, QStringList> liveIn() const;

    bool operator==(const Board &) const = default;
};

/// What the API said, as it said it.
struct BoardInput {
    Profile profile;
    QList<gimlet::Environment> environments;
    QHash<QString, QMap<QString, std::optional<gimlet::Release>>> status; ///< by environment; absent: not known
    QHash<QString, QList<gimlet::Release>> releases; ///< by environment, newest first
    QList<gimlet::GitopsCommit> commits;
    QList<gimlet::Artifact> artifacts; ///< newest first; what "behind" is counted with
    QDateTime now;
};

/// Joins. Pure; any thread.
Board makeBoard(const BoardInput &input);

/// The state of a release that is wanted now, from the server's word and its age (product: *Status*).
ReleaseState stateOf(const QString &gitopsCommitStatus, const QDateTime &newsAt, const QDateTime &now);

} // namespace coupe::workspace
