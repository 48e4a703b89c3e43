#pragma once

#include <gitops/mirror.h>
#include <gitops/releaseindex.h>
#include <workspace/gitopssource.h>

#include <memory>

// One gitops repo on disk. Not for other parts.
namespace coupe::workspace {

/// What reading a mirror anew came to.
struct ShelfUpdate {
    QString head; ///< empty: an unborn branch
    bool known = false; ///< the mirror is there: what the index tells is what was fetched
    bool complete = false; ///< history was read to its start
    bool changed = false; ///< the index tells something else than before
    QDateTime asOf; ///< UTC; when the remote was last reached; invalid: never
    QDateTime oldest; ///< UTC; of the oldest change
    QStringList environments;
    QList<gitops::Rewrite> rewrites; ///< newest first
    QString setAside; ///< where a damaged mirror went; empty: none was

    bool operator==(const ShelfUpdate &) const = default;
};

/// The mirror of one gitops repo and the release index over it. Two of them may stand on one folder: one that fetches
/// and updates, one that only reads. Each belongs to the thread that uses it; nothing here is shared.
class GitopsShelf
{
public:
    /// @p clock outlives the shelf. Touches nothing yet.
    GitopsShelf(QString folder, GitopsSource source, const Clock &clock);
    ~GitopsShelf();

    /// Fetches, then updates the index. Fails with what the fetch failed with; what was there stays.
    Result<ShelfUpdate> fetch(const gitops::Mirror::Watch &transfer, const gitops::ReleaseIndex::Watch &reading);
    /// Updates the index from what is there already. No network.
    Result<ShelfUpdate> update(const gitops::ReleaseIndex::Watch &reading);
    /// Puts the mirror's packs together when there are many. Takes its time; @p goOn is asked meanwhile.
    Result<void> tidy(const std::function<bool()> &goOn);

    /// What is on the shelf, opened at need. NotFound while nothing was fetched yet.
    Result<gitops::ReleaseIndex *> index();
    Result<gitops::Repository *> repository();
    /// Lets go of what is open, because another hand may have replaced it.
    void close();

private:
    Result<ShelfUpdate> describe(const gitops::IndexUpdate &updated);

    QString m_folder;
    GitopsSource m_source;
    const Clock &m_clock;
    gitops::Mirror m_mirror;
    std::unique_ptr<gitops::Repository> m_repository;
    std::unique_ptr<gitops::ReleaseIndex> m_index;
    QString m_setAside;
    bool m_distrusted = false;
};

} // namespace coupe::workspace
