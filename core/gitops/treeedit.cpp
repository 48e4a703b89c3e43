#include "treeedit.h"

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

Failure cannotWrite()
{
    return gitFailure(u"The gitops repo cannot be written."_s);
}

Result<TreeBuilderPtr> builderFor(git_repository *repository, const git_oid &folder)
{
    TreePtr source;
    if (!isNothing(folder)) {
        auto tree = treeAt(repository, folder);
        if (!tree)
            return std::unexpected(std::move(tree.error()));
        source = std::move(*tree);
    }
    git_treebuilder *made = nullptr;
    if (git_treebuilder_new(&made, repository, source.get()) < 0)
        return cannotWrite();
    return TreeBuilderPtr(made);
}

Result<git_oid> write(git_treebuilder *builder)
{
    if (git_treebuilder_entrycount(builder) == 0)
        return Nothing;
    git_oid id;
    if (git_treebuilder_write(&id, builder) < 0)
        return cannotWrite();
    return id;
}

} // namespace

Result<git_oid> writeBlob(git_repository *repository, const QByteArray &content)
{
    git_oid id;
    if (git_blob_create_from_buffer(&id, repository, content.constData(), size_t(content.size())) < 0)
        return cannotWrite();
    return id;
}

Result<git_oid> writeEmptyTree(git_repository *repository)
{
    const auto builder = builderFor(repository, Nothing);
    if (!builder)
        return std::unexpected(builder.error());
    git_oid id;
    if (git_treebuilder_write(&id, builder->get()) < 0)
        return cannotWrite();
    return id;
}

Result<git_oid> writeFolder(git_repository *repository, const QMap<QString, git_oid> &blobs)
{
    const auto builder = builderFor(repository, Nothing);
    if (!builder)
        return std::unexpected(builder.error());
    for (auto it = blobs.begin(); it != blobs.end(); ++it) {
        if (git_treebuilder_insert(
                nullptr, builder->get(), it.key().toUtf8().constData(), &it.value(), GIT_FILEMODE_BLOB)
            < 0)
            return cannotWrite();
    }
    return write(builder->get());
}

Result<git_oid> withEntry(
    git_repository *repository, const git_oid &root, const QString &path, const git_oid &entry, git_filemode_t mode)
{
    const auto builder = builderFor(repository, root);
    if (!builder)
        return std::unexpected(builder.error());
    const qsizetype slash = path.indexOf(u'/');
    const QByteArray name = path.left(slash).toUtf8();
    const git_tree_entry *present = git_treebuilder_get(builder->get(), name.constData());

    git_oid id = entry;
    if (slash >= 0) {
        if (present && git_tree_entry_filemode(present) != GIT_FILEMODE_TREE)
            return failure(ErrorKind::Git, u"“%1” in the gitops repo is not a folder."_s.arg(path.left(slash)));
        const auto inner =
            withEntry(repository, present ? *git_tree_entry_id(present) : Nothing, path.mid(slash + 1), entry, mode);
        if (!inner)
            return inner;
        id = *inner;
        mode = GIT_FILEMODE_TREE;
    }
    int rc = 0;
    if (!isNothing(id))
        rc = git_treebuilder_insert(nullptr, builder->get(), name.constData(), &id, mode);
    else if (present)
        rc = git_treebuilder_remove(builder->get(), name.constData());
    if (rc < 0)
        return cannotWrite();
    return write(builder->get());
}

} // namespace coupe::gitops
