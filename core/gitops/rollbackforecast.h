#pragma once

#include <gitops/folderfiles.h>

#include <QDateTime>
#include <QStringList>

#include <functional>

namespace coupe::gitops {

/// Whose rollback it is.
enum class RollbackRules {
    Unknown,
    Gimlet, ///< generations D, G and N: `git revert` of whole commits, newest first (contract §6.5)
    Coupe, ///< our service: the app's folder alone, never a conflict
};

/// One commit that a rollback comes by.
struct ForecastStep {
    enum class Fate {
        Unknown,
        Reverts,
        AlreadyReverted, ///< the server leaves it out
        Conflicts, ///< the server gives up here; @c reason says why
        NotReached, ///< it has given up before
        NoEffect, ///< its revert would change nothing, over which git, and so the server, gives up
    };

    QString commit; ///< full hash
    QString subject;
    QDateTime time; ///< the committer's; UTC
    QString author;
    Fate fate = Fate::Unknown;
    QString reason; ///< one sentence, for Conflicts and NoEffect; else empty
    QStringList conflicts; ///< paths; empty for a merge, which git does not revert at all
    QStringList alsoTouches; ///< "env/app" other than the one rolled back whose folder this commit changed as well

    bool operator==(const ForecastStep &) const = default;
};

/// What a rollback would do. Texts and names come from outside.
struct RollbackForecast {
    QString head; ///< the mirror's, full; the verdict holds for it alone
    QString target;
    /// Of the target, on the first-parent line. A server that clones less deeply (contract §6.5: 100) misses the
    /// target.
    int commitsOnTop = 0;
    QList<ForecastStep> steps; ///< in the server's order: newest first
    bool conflicts = false; ///< the server gives up with an error and pushes nothing
    bool nothingToDo = false; ///< the server would answer processed, with no results
    bool reachesTarget = false; ///< the app's folder would equal what it was at the target
    bool removesApp = false; ///< the app's folder would be gone
    QStringList conflictCauses; ///< "env/app" other than this whose later commits changed the conflicting paths
    QStringList otherTargets; ///< "env/app" other than this whose folders would end up different from now
    QString rootAfter; ///< the whole repository's tree afterwards, as git names it; when conflicts: empty
    Folder now; ///< the app's folder at the head
    Folder after; ///< as it would be afterwards; when conflicts: empty
    Folder wanted; ///< as it was at the target: what a redeploy aims at

    bool operator==(const RollbackForecast &) const = default;
};

/// Tries the server's rollback in memory; writes nothing to disk. On the Repository's thread; @p goOn is asked now and
/// then, from there. Errors: those of checkRollbackTarget, Invalid for unknown rules and, by our own service's, for a
/// history that its reverts do not lead back through; Cancelled; Git. That the target is current is none: there is
/// nothing to do then.
Result<RollbackForecast> forecastRollback(Repository &repository, const Layout &layout, const QString &app,
    const QString &targetHash, RollbackRules rules, const std::function<bool()> &goOn = {});

/// The last check before a rollback is sent: a full hash in lower case, found in the app's own first-parent history, a
/// deploy, and not rolled back since (a revert that was reverted does not count). Else Invalid or NotFound, with a
/// sentence of its own each.
Result<void> checkRollbackTarget(
    Repository &repository, const Layout &layout, const QString &app, const QString &targetHash);

} // namespace coupe::gitops
