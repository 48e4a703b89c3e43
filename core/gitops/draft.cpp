#include "draft.h"

#include "treeedit.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

Draft::Draft(git_repository *repository, const git_oid &head, SignaturePtr signature)
    : m_repository(repository), m_head(head), m_signature(std::move(signature))
{
}

Result<Draft> Draft::on(git_repository *repository, const git_oid &head, const QDateTime &time)
{
    git_signature *made = nullptr;
    if (git_signature_new(&made, "Gimlet", "gimlet@gimlet.io", time.toSecsSinceEpoch(), 0) < 0)
        return gitFailure(u"The author of a commit cannot be made."_s);
    Draft draft(repository, head, SignaturePtr(made));
    if (!isNothing(head)) {
        const auto commit = commitAt(repository, head);
        if (!commit)
            return std::unexpected(commit.error());
        draft.m_tree = *git_commit_tree_id(commit->get());
    }
    return draft;
}

Result<void> Draft::put(const QString &path, const git_oid &entry, git_filemode_t mode)
{
    const auto tree = withEntry(m_repository, m_tree, path, entry, mode);
    if (!tree)
        return std::unexpected(tree.error());
    m_tree = *tree;
    return {};
}

Result<void> Draft::commit(const QString &message)
{
    const auto id = isNothing(m_tree) ? writeEmptyTree(m_repository) : Result<git_oid>(m_tree);
    if (!id)
        return std::unexpected(id.error());
    const auto tree = treeAt(m_repository, *id);
    if (!tree)
        return std::unexpected(tree.error());
    CommitPtr parent;
    const git_oid &last = m_commits.isEmpty() ? m_head : m_commits.last();
    if (!isNothing(last)) {
        auto found = commitAt(m_repository, last);
        if (!found)
            return std::unexpected(std::move(found.error()));
        parent = std::move(*found);
    }
    const git_commit *parents[] = {parent.get()};
    git_oid made;
    if (git_commit_create(&made, m_repository, nullptr, m_signature.get(), m_signature.get(), nullptr,
            message.toUtf8().constData(), tree->get(), parent ? 1 : 0, parents)
        < 0)
        return gitFailure(u"A commit cannot be written to the gitops repo."_s);
    m_commits.append(made);
    return {};
}

} // namespace coupe::gitops
