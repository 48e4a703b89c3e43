#pragma once

#include "git.h"

#include <QMap>

namespace coupe::gitops {

/// @name Building trees in the object database, without a work tree
/// @{
Result<git_oid> writeBlob(git_repository *repository, const QByteArray &content);

Result<git_oid> writeEmptyTree(git_repository *repository);

/// A folder of plain files.
Result<git_oid> writeFolder(git_repository *repository, const QMap<QString, git_oid> &blobs);

/// The tree @p root with @p entry at @p path, or with nothing there. Folders on the way are made, and removed when they
/// would be empty; a file in their place is an Error. Nothing when the whole tree would be empty.
Result<git_oid> withEntry(
    git_repository *repository, const git_oid &root, const QString &path, const git_oid &entry, git_filemode_t mode);
/// @}

} // namespace coupe::gitops
