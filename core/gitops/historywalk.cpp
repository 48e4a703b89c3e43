#include "historywalk.h"

#include "commitmessage.h"
#include "layout.h"
#include "releasefile.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

git_oid treeIdOf(const git_tree_entry *entry)
{
    return git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE ? *git_tree_entry_id(entry) : Nothing;
}

} // namespace

Result<HistoryWalk::Position> HistoryWalk::positionAt(const git_oid &commit) const
{
    Position position;
    auto found = commitAt(m_repository, commit);
    if (!found)
        return std::unexpected(std::move(found.error()));
    position.commit = std::move(*found);
    const auto env = folderAt(m_repository, *git_commit_tree_id(position.commit.get()), m_envPath);
    if (!env)
        return std::unexpected(env.error());
    position.env = *env;
    return position;
}

Result<void> HistoryWalk::moveTo(const git_oid &head)
{
    if (same(head, m_head))
        return {};
    std::deque<FolderChange> fresh;
    Position position;
    if (!isNothing(head)) {
        auto start = positionAt(head);
        if (!start)
            return std::unexpected(std::move(start.error()));
        position = std::move(*start);
    }
    // Commits since the last head go in front. A rewritten history never meets it, and is read anew as it is asked for.
    constexpr int FarthestReunion = 10'000;
    bool reunited = false;
    if (!isNothing(m_head)) {
        for (int steps = 0; position.commit && steps < FarthestReunion; ++steps) {
            if (same(*git_commit_id(position.commit.get()), m_head)) {
                reunited = true;
                break;
            }
            if (auto stepped = step(position, fresh); !stepped)
                return stepped;
        }
    }
    if (reunited) {
        m_changes.insert(
            m_changes.begin(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    } else {
        m_changes = std::move(fresh);
        m_next = std::move(position);
    }
    m_head = head;
    return {};
}

Result<const FolderChange *> HistoryWalk::at(size_t index)
{
    while (m_changes.size() <= index) {
        if (!m_next.commit)
            return nullptr;
        if (auto stepped = step(m_next, m_changes); !stepped)
            return std::unexpected(std::move(stepped.error()));
    }
    return &m_changes[index];
}

Result<void> HistoryWalk::step(Position &position, std::deque<FolderChange> &changes) const
{
    Position parent;
    if (git_commit_parentcount(position.commit.get()) > 0) {
        git_commit *found = nullptr;
        const int rc = git_commit_parent(&found, position.commit.get(), 0);
        parent.commit.reset(found);
        if (rc == GIT_ENOTFOUND && git_repository_is_shallow(m_repository) == 1) {
            // Cut off here: what this commit changed cannot be known.
            position = {};
            return {};
        }
        if (rc < 0)
            return gitFailure(u"The history of the gitops repo cannot be read."_s);
        const git_oid &tree = *git_commit_tree_id(parent.commit.get());
        if (same(tree, *git_commit_tree_id(position.commit.get()))) {
            parent.env = position.env;
        } else {
            const auto env = folderAt(m_repository, tree, m_envPath);
            if (!env)
                return std::unexpected(env.error());
            parent.env = *env;
        }
    }
    if (!same(parent.env, position.env)) {
        const git_commit *commit = position.commit.get();
        const QString message = QString::fromUtf8(git_commit_message(commit));
        FolderChange change;
        change.commit = *git_commit_id(commit);
        change.time = git_commit_time(commit);
        change.reverts = revertedBy(message);
        if (auto compared = compare(change, parent.env, position.env, message, changes); !compared)
            return compared;
    }
    position = std::move(parent);
    return {};
}

Result<void> HistoryWalk::compare(const FolderChange &commit, const git_oid &before, const git_oid &after,
    const QString &message, std::deque<FolderChange> &changes) const
{
    TreePtr trees[2];
    for (const int side : {0, 1}) {
        const git_oid &id = side == 0 ? before : after;
        if (isNothing(id))
            continue;
        auto tree = treeAt(m_repository, id);
        if (!tree)
            return std::unexpected(std::move(tree.error()));
        trees[side] = std::move(*tree);
    }
    const auto note = [&](const char *name, const git_oid &was, const git_oid &is) {
        const QString folder = QString::fromUtf8(name);
        if (same(was, is) || !Layout::isAppFolder(folder))
            return;
        FolderChange change = commit;
        change.folder = folder;
        change.before = was;
        change.after = is;
        change.automatedDeploy = saysDeploy(message, folder);
        changes.push_back(std::move(change));
    };
    // Both are sorted the same way.
    const size_t counts[2] = {
        trees[0] ? git_tree_entrycount(trees[0].get()) : 0, trees[1] ? git_tree_entrycount(trees[1].get()) : 0};
    for (size_t i = 0, j = 0; i < counts[0] || j < counts[1];) {
        const git_tree_entry *was = i < counts[0] ? git_tree_entry_byindex(trees[0].get(), i) : nullptr;
        const git_tree_entry *is = j < counts[1] ? git_tree_entry_byindex(trees[1].get(), j) : nullptr;
        const int order = !was ? 1 : !is ? -1 : git_tree_entry_cmp(was, is);
        if (order == 0)
            note(git_tree_entry_name(is), treeIdOf(was), treeIdOf(is));
        else if (order < 0)
            note(git_tree_entry_name(was), treeIdOf(was), Nothing);
        else
            note(git_tree_entry_name(is), Nothing, treeIdOf(is));
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
    }
    return {};
}

bool RevertTracker::isUndone(const FolderChange &change)
{
    const auto key = [&](const git_oid &id) {
        return std::pair(QByteArray(reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ), change.folder);
    };
    if (m_undone.contains(key(change.commit)))
        return true;
    for (const git_oid &id : change.reverts)
        m_undone.insert(key(id));
    return false;
}

Result<bool> isRelease(git_repository *repository, const FolderChange &change)
{
    if (!change.reverts.isEmpty() || isNothing(change.after))
        return false;
    if (change.automatedDeploy)
        return true;
    const auto is = releaseBlob(repository, change.after);
    const auto was = releaseBlob(repository, change.before);
    if (!is || !was)
        return std::unexpected(is ? was.error() : is.error());
    return !isNothing(*is) && !same(*is, *was);
}

} // namespace coupe::gitops
