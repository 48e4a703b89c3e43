#pragma once

#include <base/clock.h>
#include <base/database.h>
#include <gitops/changefacets.h>
#include <gitops/changequery.h>
#include <gitops/repository.h>

struct git_oid;

namespace coupe::gitops {

class IndexWriter;
class Statements;
struct ScannedPart;

/// How far an update has come.
struct IndexProgress {
    qint64 commitsRead = 0;
    qint64 changesFound = 0;

    bool operator==(const IndexProgress &) const = default;
};

/// A branch that was replaced by another history, as the index met it.
struct Rewrite {
    QDateTime seen; ///< UTC
    QString from; ///< the head before; it is no ancestor of @c to
    QString to; ///< empty: the branch was gone
    QString fork; ///< the newest indexed commit that both share; empty: none, and all was read again
    qint64 removed = 0; ///< changes that are no longer part of the history

    bool operator==(const Rewrite &) const = default;
};

/// What an update came to.
struct IndexUpdate {
    QString head; ///< empty: an unborn branch
    qint64 commitsRead = 0;
    bool complete = false; ///< false: cancelled; what was read so far is there, and the next update goes on
    std::optional<Rewrite> rewrite; ///< met by this update

    bool operator==(const IndexUpdate &) const = default;
};

/// Every change of every app in a gitops repo's history, in a SQLite database beside it (contract §6.1 to §6.3, right
/// where Gimlet is not).
///
/// A change is a commit of the branch's first-parent line that altered `<env>/<app>`; what a merge brings counts once,
/// as the merge's. Folders of Flux, hidden ones, and those that never had a release.json are no apps. Release data is
/// the app's own release.json at that commit; the environment's only where the commit wrote it and it names the app.
/// Odd records and entries make a row that says so. Rolled back is what a revert commit names that itself stands, in
/// the folders it touches; where it names a commit that a merge brought, the merge's change. Current is the newest
/// deploy that stands, where no standing delete followed and the app is there at the head. A shallow history tells what
/// it holds.
///
/// @c update reads newest to oldest: the first page is there at once, and whatever was read stays through a cancel or a
/// kill. New commits are added on top; when history was rewritten, the part since the fork is read again. The database
/// may be deleted at any time; a damaged one, or one made by older rules, is made anew.
///
/// For one worker thread, the Repository's; it and the clock must outlive it. Times in UTC. Errors: Git for a damaged
/// repository, Storage for the database; the index stays as it was.
class ReleaseIndex
{
public:
    /// @p soleEnv names the environment that has the repository to itself; empty: each top-level folder is one.
    static Result<std::unique_ptr<ReleaseIndex>> open(
        const QString &databasePath, Repository &repository, const Clock &clock, const QString &soleEnv = {});
    ~ReleaseIndex();

    /// Is told after each part that was stored; false cancels. Must not use the Repository: a thread of the update's
    /// own reads it meanwhile.
    using Watch = std::function<bool(const IndexProgress &)>;

    /// Brings the index to the branch's head. Costs next to nothing when it is there already.
    Result<IndexUpdate> update(const Watch &watch = {});

    /// Full hash of the head that the index tells of; empty: an unborn branch, or never updated.
    Result<QString> head();
    /// Whether history was read to its start.
    Result<bool> isComplete();

    /// Newest first. @p before is the @c next of the page before.
    Result<ChangePage> page(const ChangeFilter &filter, qsizetype limit, std::optional<qint64> before = {});
    Result<qint64> count(const ChangeFilter &filter);
    /// The places of all that match, or of the newest @p limit, newest first; and what stands at such positions.
    Result<QList<ChangePlace>> places(const ChangeFilter &filter, qsizetype limit = -1);
    Result<QList<Change>> at(const QList<qint64> &positions);
    /// UTC, of the oldest change so far; invalid when there is none.
    Result<QDateTime> oldest();

    /// Why a filter finds nothing: for each restriction that is set, what it would find without that one.
    Result<QList<FacetCount>> whatRemoved(const ChangeFilter &filter);

    /// What the commit of this full hash did to an app; none: nothing, or it was not read yet.
    Result<std::optional<Change>> change(const QString &env, const QString &app, const QString &commit);
    /// None: the app is unknown.
    Result<std::optional<Change>> newestOf(const QString &env, const QString &app);

    /// For each app of @p env (empty: of all) that was there at @p moment (invalid: now), its newest change: what was
    /// wanted then. By environment and app.
    Result<QList<Change>> wantedAt(const QDateTime &moment, const QString &env = {});

    Result<QStringList> environments();
    Result<QStringList> apps(const QString &env);
    /// What a filter's person and repository can be in @p env (empty: in all), by name.
    Result<QStringList> people(const QString &env);
    Result<QStringList> repositories(const QString &env);
    /// Newest first.
    Result<QList<Rewrite>> rewrites();

private:
    ReleaseIndex(std::unique_ptr<Database> database, Repository &repository, const Clock &clock, QString soleEnv);

    struct Run;
    Result<IndexUpdate> updateTo(Run &run);
    /// The newest commit up to which the index is right; Nothing: there is none.
    Result<git_oid> findFork(Run &run);
    /// The newest commit of the head's first-parent line that is wanted; Nothing: none is.
    static Result<git_oid> firstOnLine(const Run &run, const std::function<Result<bool>(const git_oid &)> &isWanted);
    /// Reads on from the position's next commit, a part at a time, until history ends or nobody wants more.
    Result<void> readOlder(Run &run);
    Result<void> storeOlder(Run &run, const Result<ScannedPart> &part);
    /// Reads what is newer than @p fork and puts it on top, all or nothing.
    Result<void> readNewer(Run &run, const git_oid &fork);
    Result<void> startOver(Run &run);

    std::unique_ptr<Database> m_database;
    Repository &m_repository;
    const Clock &m_clock;
    QString m_soleEnv;
    // Both hold statements, which must go before the database.
    std::unique_ptr<Statements> m_statements;
    std::unique_ptr<IndexWriter> m_writer;
};

} // namespace coupe::gitops
