#pragma once

#include <base/clock.h>
#include <gimlet/release.h>
#include <gitops/layout.h>
#include <gitops/repository.h>

#include <QMap>
#include <QStringList>

namespace coupe::gitops {

/// Which piece of work a commit belongs to, so that a worker that was killed can find out whether it was done.
/// Event ids are made of letters, digits, '-' and '_'; an empty id leaves no mark.
struct EventMark {
    QString eventId;
    int index = 0; ///< which of the event's manifests
};

/// The commits a write made, newest first; none when there was nothing to change, which is not an error.
struct WriteResult {
    QStringList commits;

    bool nothingChanged() const { return commits.isEmpty(); }
    QString hash() const { return commits.value(0); }
};

/// What Gimlet answers to a release request that changes nothing (contract §5.4).
QString nothingChangedText();

/// Writes releases into a gitops repo the way Gimlet does (contract §6.1, §6.2), without a work tree. Each call ends in
/// one atomic move of the branch, or changes nothing; when the branch moves meanwhile, the call starts over on the new
/// head, up to five times.
///
/// Surviving a kill: before the branch moves, each new commit is named by `refs/coupe/events/<event>/<n>`. After a
/// restart
/// @c commitOfEvent tells whether the branch got it. So the worker asks first, writes only on "no", stores the answer,
/// and calls @c forgetEvent last.
///
/// Lives on the Repository's thread; the clock and the repository must outlive it. Error kinds: Invalid and NotFound
/// with a sentence (nothing was tried), Git.
class Writer
{
public:
    Writer(Repository &repository, const Clock &clock) : m_repository(repository), m_clock(clock) { }

    /// Replaces the app's folder with @p files and release.json, and renews the environment's release.json. Nothing
    /// changes when files and artifact are those that are there. @p release names app, env, artifact, version and who
    /// triggered it; its env must be the layout's.
    Result<WriteResult> writeRelease(const Layout &layout, const gimlet::Release &release,
        const QMap<QString, QByteArray> &files, const EventMark &mark = {});

    /// Puts the app's folder back to what it was at @p targetHash: one revert commit for every later change of that
    /// folder that stands, newest first, and nothing outside the folder. All or nothing. Nothing changes when the app
    /// already is there. Marks: index 0 is the newest commit, as in WriteResult.
    ///
    /// Invalid: not a full hash in lower case; not a release of this app; rolled back itself; a history that reverts
    /// alone cannot undo. NotFound: not in this app's history.
    Result<WriteResult> writeRollback(
        const Layout &layout, const QString &app, const QString &targetHash, const QString &eventId = {});

    /// Removes the app's folder. Nothing changes when there is none.
    Result<WriteResult> writeDelete(
        const Layout &layout, const QString &app, const QString &login, const EventMark &mark = {});

    /// @name Recovery
    /// @{
    /// The commit that this part of the event made, if it reached the branch.
    Result<std::optional<QString>> commitOfEvent(const QString &eventId, int index) const;
    /// All of them by index, from 0 up to the first that is missing: the result of a rollback.
    Result<QStringList> commitsOfEvent(const QString &eventId) const;
    /// Removes the event's marks; to be called once its outcome is stored. Unknown events are fine.
    Result<void> forgetEvent(const QString &eventId);
    /// @}

private:
    Repository &m_repository;
    const Clock &m_clock;
};

} // namespace coupe::gitops
