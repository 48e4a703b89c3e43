#pragma once

#include "gitprogram.h"
#include "mirrorfolder.h"
#include "repository.h"

#include <base/clock.h>

#include <QDateTime>

namespace coupe::gitops {

class FolderLock;

/// One bare mirror of a gitops repo under a folder of ours: the remote's default branch, and nothing else of it.
///
/// A kill at any moment leaves the mirror as it was before or after. Two programs can share the folder; one of them
/// fetches at a time. Used by one thread at a time, never the windows' one: fetch() and tidy() wait for the network and
/// the disk.
class Mirror
{
public:
    struct Source {
        QString url; ///< as RemoteAddress takes it
        QByteArray secret; ///< for https; a secret; empty: the person's credential helper
    };
    struct Fetched {
        QString head; ///< full hash; empty: unborn branch
        QDateTime at; ///< UTC, when the remote was reached
        bool changed = false; ///< the head moved, or it is the first clone
        bool cloned = false; ///< the repository is another one now: open it again
        QString setAside; ///< where a damaged mirror was moved to; empty: none was
    };
    using Watch = GitWatch; ///< called several times a second; false cancels

    /// @p folder: made when missing; holds repo.git and what belongs to it (the caller keeps the index there as well).
    /// The clock must outlive the mirror.
    Mirror(QString folder, Source source, const Clock &clock);

    /// How long to wait for a remote that says nothing, and for the whole.
    void setPatience(const GitPatience &patience) { m_patience = patience; }

    /// Clones when there is nothing yet, else fetches; one short question when nothing is new. Follows force pushes,
    /// and the remote's default branch when that is another one now; without any commit there, the mirror has none
    /// either. A mirror that is damaged, or of another URL, is replaced by a new clone once that is complete; until
    /// then, and whenever this fails, the old one stays.
    ///
    /// Errors, with sentences for people: Cancelled, Timeout, Unreachable, Interrupted, Tls (also SSH host keys),
    /// Redirected (every redirect is refused), Unauthorized, Forbidden, NotFound, Rejected, ServerFailed, Storage,
    /// Invalid for the URL or the token, Git for everything else.
    Result<Fetched> fetch(const Watch &watch = {});

    /// Opens what is there; NotFound when nothing was cloned yet, or only from another URL. No network.
    Result<std::unique_ptr<Repository>> open() const;

    /// For who could not read what open() gave: the next fetch() clones anew and sets the old one aside.
    void distrust() { m_distrusted = true; }

    /// UTC, of the last fetch that reached the remote, kept across restarts; invalid: never.
    QDateTime fetchedAt() const;

    /// Where the release index of this mirror lives.
    QString indexPath() const { return m_folder.indexPath(); }

    /// Puts packs together when there are so many that reading becomes slow; else does nothing. For idle moments: no
    /// network, at most seconds, may be cancelled or killed. Readers that are open go on.
    Result<void> tidy(const Watch &watch = {});

private:
    enum class State { Missing, Sound, Damaged, OtherRemote };

    /// One fetch(), from taking the lock on.
    struct Call {
        const RemoteAddress &address;
        const FolderLock &lock;
        const Watch &watch;
    };

    Result<State> look() const;
    Result<Fetched> clone(const Call &call, bool keepOld);
    Result<Fetched> update(const Call &call, const QString &path);
    Result<QString> receive(const Call &call, const QString &path, const QString &reference) const;
    Result<GitOutcome> ask(const Call &call, const QString &path, const QStringList &arguments) const;
    Result<void> noteFetch(const QString &path, const QDateTime &at) const;

    MirrorFolder m_folder;
    Source m_source;
    const Clock &m_clock;
    GitPatience m_patience;
    bool m_distrusted = false;
};

} // namespace coupe::gitops
