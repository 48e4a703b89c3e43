#pragma once

#include "objectreader.h"

#include <QSet>

namespace coupe::gitops {

using RevwalkPtr = std::unique_ptr<git_revwalk, Deleter<git_revwalk_free>>;

/// What the side of a merge did to one folder.
struct SideWork {
    git_oid newest = Nothing; ///< the newest commit of the side that changed the folder and stands
    bool isRevert = false; ///< the newest takes back what the side did not bring
    QList<git_oid> reverts; ///< all that the side took back of what it did not bring
};

/// The commits that a merge brought to a first-parent line, so that a revert made there, or naming one of them, is
/// understood. A commit of the side counts where its folder differs from each of its parents.
class SideBranch
{
public:
    static Result<SideBranch> of(git_repository *repository, const ObjectReader &objects, const RawCommit &merge);

    /// Newest first.
    const QList<RawCommit> &commits() const { return m_commits; }

    /// @p path is the folder's, as its parts.
    Result<SideWork> workOn(const QList<QByteArray> &path) const;

private:
    explicit SideBranch(const ObjectReader &objects) : m_objects(objects) { }

    const ObjectReader &m_objects;
    QList<RawCommit> m_commits; ///< newest first
};

} // namespace coupe::gitops
