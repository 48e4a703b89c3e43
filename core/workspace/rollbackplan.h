#pragma once

#include <client/capabilities.h>
#include <gimlet/artifact.h>
#include <gitops/rollbackforecast.h>
#include <workspace/board.h>
#include <workspace/changestate.h>

namespace coupe::workspace {

/// Whether the server still has the artifact of a past release: without it that version cannot be deployed again.
enum class ArtifactStore { Unknown, Has, Lost };

/// Everything that is known when somebody asks to go back to a release. Texts and names come from outside.
struct RollbackQuestion {
    QString environment;
    QString app;
    QString target; ///< the gitops commit of the release to return to
    gitops::RollbackRules rules = gitops::RollbackRules::Gimlet;
    bool seesWholeHistory = false; ///< see client::Feature::WholeHistory
    Result<gitops::RollbackForecast> forecast = {}; ///< or why there is none
    QList<gitops::Change> changes = {}; ///< of the app there, newest first, as far as they are known
    CommitWords words = {};
    BoardCell present = {}; ///< as the API tells it
    QList<gimlet::Artifact> artifacts = {}; ///< newest first
    ArtifactStore store = ArtifactStore::Unknown; ///< of the release to return to
    QDateTime now = {};
};

/// The release to return to.
struct RollbackTarget {
    QString hash;
    QString artifactId; ///< empty: not known
    std::optional<gimlet::Version> version;
    QDateTime from; ///< UTC; when it was written; invalid: not known
    QDateTime until; ///< UTC; when another took its place
    QString by; ///< a login, or "policy"
    ReleaseState state = ReleaseState::Unknown; ///< as it last stood

    QString label() const; ///< the version's, else the first digits of the hash
    bool operator==(const RollbackTarget &) const = default;
};

/// A commit that the server comes by, in a few words.
struct RollbackStep {
    gitops::ForecastStep step;
    QString words; ///< "Release payments 91be07d"

    bool operator==(const RollbackStep &) const = default;
};

/// What going back would do, the ways there are, and which of them to take. All sentences are for people, and hold
/// words from outside.
struct RollbackPlan {
    enum class Verdict {
        Unknown, ///< it could not be tried
        Works,
        ExpectedToFail, ///< the reverts conflict: the server gives up and writes nothing
        MissesTarget, ///< it would be done, and end somewhere else
        NothingToDo,
    };
    enum class Way {
        RollBack, ///< POST /api/rollback
        Redeploy, ///< POST /api/releases with the artifact of then
    };
    struct Choice {
        bool possible = false;
        QString sentence; ///< what it does, or why it is off

        bool operator==(const Choice &) const = default;
    };
    struct PolicyNote {
        bool warns = false; ///< it would deploy over what was rolled back
        QString sentence;

        bool operator==(const PolicyNote &) const = default;
    };

    QString environment;
    QString app;
    RollbackTarget target;
    QString head; ///< of the gitops repo, for which all of this holds; empty: it was not tried
    QList<RollbackStep> steps; ///< in the server's order
    Verdict verdict = Verdict::Unknown;
    QString verdictTitle;
    QString verdictText;
    Choice rollBack;
    Choice redeploy;
    Way suggested = Way::RollBack; ///< a possible one, if there is any
    QStringList takesBack; ///< the commits that would be reverted: see RollbackOrder
    QString alsoChanges; ///< a sentence on other apps that a rollback changes; empty: none
    QList<PolicyNote> policies; ///< never empty

    const Choice &choice(Way way) const { return way == Way::RollBack ? rollBack : redeploy; }
    /// Whether somebody who read the other one read the same: all but the head, which other apps move too.
    bool saysTheSameAs(const RollbackPlan &other) const;
    bool operator==(const RollbackPlan &) const = default;
};

/// Pure; any thread.
RollbackPlan makeRollbackPlan(const RollbackQuestion &question);

/// How the server of @p profile rolls back. What cannot be told from a Gimlet is taken for one.
gitops::RollbackRules rollbackRules(const Profile &profile, const client::Capabilities &capabilities);

/// The gitops commit of the last release before the present one that was fine, else that stands; of another version
/// than the present one. Empty: there is none. By what the API lists, and by git.
/// @{
QString lastGoodRelease(const BoardCell &cell);
QString lastGoodRelease(const QList<gitops::Change> &changes, const CommitWords &words, const QDateTime &now);
/// @}

} // namespace coupe::workspace
