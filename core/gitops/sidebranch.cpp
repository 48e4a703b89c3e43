#include "sidebranch.h"

#include "commitmessage.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QByteArray keyOf(const git_oid &id)
{
    return {reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ};
}

Result<git_oid> entryAt(const ObjectReader &objects, git_oid tree, const QList<QByteArray> &path)
{
    for (const QByteArray &part : path) {
        const auto folder = objects.tree(tree);
        if (!folder)
            return std::unexpected(folder.error());
        const auto entry = folder->find(part);
        if (!entry || !entry->isFolder())
            return Nothing;
        tree = entry->id;
    }
    return tree;
}

/// Whether the folder differs from what it was in every parent.
Result<bool> changes(const ObjectReader &objects, const RawCommit &commit, const QList<QByteArray> &path)
{
    const auto after = entryAt(objects, commit.tree, path);
    if (!after)
        return std::unexpected(after.error());
    if (commit.parents.isEmpty())
        return !isNothing(*after);
    for (const git_oid &id : commit.parents) {
        const auto parent = objects.commit(id);
        if (!parent)
            return std::unexpected(parent.error());
        if (!*parent || same((*parent)->tree, commit.tree))
            return false;
        const auto before = entryAt(objects, (*parent)->tree, path);
        if (!before)
            return std::unexpected(before.error());
        if (same(*before, *after))
            return false;
    }
    return true;
}

/// The commits from @p id along single parents to @p start, without it: all that a branch holds that was started
/// there. None when it was not, or is long.
Result<std::optional<QList<RawCommit>>> straightLine(const ObjectReader &objects, git_oid id, const git_oid &start)
{
    constexpr qsizetype Longest = 8;
    QList<RawCommit> line;
    while (!same(id, start)) {
        auto commit = objects.commit(id);
        if (!commit)
            return std::unexpected(std::move(commit.error()));
        if (!*commit || (*commit)->parents.size() != 1 || line.size() == Longest)
            return std::nullopt;
        id = (*commit)->parents.front();
        line.append(std::move(**commit));
    }
    return line;
}

} // namespace

Result<SideBranch> SideBranch::of(git_repository *repository, const ObjectReader &objects, const RawCommit &merge)
{
    SideBranch side(objects);
    if (merge.parents.size() == 2) {
        // What a pull request that was up to date leaves; a walk takes ten times as long.
        auto line = straightLine(objects, merge.parents[1], merge.parents[0]);
        if (!line)
            return std::unexpected(std::move(line.error()));
        if (*line) {
            side.m_commits = std::move(**line);
            return side;
        }
    }
    git_revwalk *made = nullptr;
    int rc = git_revwalk_new(&made, repository);
    const RevwalkPtr walk(made);
    if (rc == 0)
        rc = git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (rc == 0)
        rc = git_revwalk_hide(walk.get(), &merge.parents.front());
    for (qsizetype i = 1; i < merge.parents.size() && rc == 0; ++i)
        rc = git_revwalk_push(walk.get(), &merge.parents[i]);
    git_oid id;
    while (rc == 0 && (rc = git_revwalk_next(&id, walk.get())) == 0) {
        auto commit = objects.commit(id);
        if (!commit)
            return std::unexpected(std::move(commit.error()));
        if (*commit)
            side.m_commits.append(std::move(**commit));
    }
    // A history that was cut off says what it can.
    if (rc != GIT_ITEROVER && git_repository_is_shallow(repository) != 1)
        return gitFailure(u"The history of the gitops repo cannot be read."_s);
    return side;
}

Result<SideWork> SideBranch::workOn(const QList<QByteArray> &path) const
{
    QSet<QByteArray> brought;
    for (const RawCommit &commit : m_commits)
        brought.insert(keyOf(commit.id));
    SideWork work;
    QSet<QByteArray> undone;
    for (const RawCommit &commit : m_commits) {
        if (undone.contains(keyOf(commit.id)))
            continue;
        const auto changed = changes(m_objects, commit, path);
        if (!changed)
            return std::unexpected(changed.error());
        if (!*changed)
            continue;
        const QList<git_oid> reverts = revertedBy(commit.message);
        bool inward = false;
        bool outward = false;
        for (const git_oid &id : reverts) {
            if (brought.contains(keyOf(id))) {
                undone.insert(keyOf(id));
                inward = true;
            } else {
                work.reverts.append(id);
                outward = true;
            }
        }
        if (isNothing(work.newest) && (outward || !inward)) {
            work.newest = commit.id;
            work.isRevert = outward;
        }
    }
    return work;
}

} // namespace coupe::gitops
