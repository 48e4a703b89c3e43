#pragma once

#include <base/result.h>

#include <QByteArray>

#include <functional>
#include <git2.h>
#include <memory>
#include <optional>

/// What this part's sources share of libgit2; no other part can include it.
namespace coupe::gitops {

template <auto FreeFn> struct Deleter {
    template <typename T> void operator()(T *object) const { FreeFn(object); }
};

using RepositoryPtr = std::unique_ptr<git_repository, Deleter<git_repository_free>>;
using CommitPtr = std::unique_ptr<git_commit, Deleter<git_commit_free>>;
using TreePtr = std::unique_ptr<git_tree, Deleter<git_tree_free>>;
using TreeEntryPtr = std::unique_ptr<git_tree_entry, Deleter<git_tree_entry_free>>;
using TreeBuilderPtr = std::unique_ptr<git_treebuilder, Deleter<git_treebuilder_free>>;
using BlobPtr = std::unique_ptr<git_blob, Deleter<git_blob_free>>;
using OdbPtr = std::unique_ptr<git_odb, Deleter<git_odb_free>>;
using ConfigPtr = std::unique_ptr<git_config, Deleter<git_config_free>>;
using ReferencePtr = std::unique_ptr<git_reference, Deleter<git_reference_free>>;
using ReferenceIteratorPtr = std::unique_ptr<git_reference_iterator, Deleter<git_reference_iterator_free>>;
using SignaturePtr = std::unique_ptr<git_signature, Deleter<git_signature_free>>;

/// Starts libgit2, once a process: without anybody's configuration, and with the limits that keep memory flat.
Result<void> startLibrary();

/// The failure of the libgit2 call that has just returned, in its own words. Same thread.
Failure gitFailure(const QString &message);

/// The zero hash stands for "nothing there" throughout this part.
inline constexpr git_oid Nothing{};
inline bool isNothing(const git_oid &id)
{
    return git_oid_is_zero(&id) == 1;
}
inline bool same(const git_oid &a, const git_oid &b)
{
    return git_oid_equal(&a, &b) == 1;
}

QString toHex(const git_oid &id);
/// Only of 40 hexadecimal digits.
std::optional<git_oid> fromHex(QStringView hash);

Result<CommitPtr> commitAt(git_repository *repository, const git_oid &id);
Result<TreePtr> treeAt(git_repository *repository, const git_oid &id);

/// The tree of the folder at @p path below the tree @p root; the root itself for an empty path; Nothing when it is not
/// there, or no folder.
Result<git_oid> folderAt(git_repository *repository, const git_oid &root, const QString &path);

/// Runs @p change of a reference, which answers as libgit2 does, until nobody else has that reference locked. Waits for
/// another program's lock, and breaks one that is too old to have an owner.
int pastAbandonedLocks(git_repository *repository, const QString &name, const std::function<int()> &change);

/// Points a reference at a commit, past abandoned locks. With @p expected (Nothing: must not exist) false when it is
/// elsewhere by now.
Result<bool> updateReference(git_repository *repository, const QString &name, const git_oid &target,
    const git_oid *expected, const QString &reason);

} // namespace coupe::gitops
