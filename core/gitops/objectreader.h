#pragma once

#include "git.h"

#include <QByteArray>
#include <QString>
#include <QVarLengthArray>

#include <vector>

namespace coupe::gitops {

/// A commit, as far as history needs it.
struct RawCommit {
    git_oid id = Nothing;
    git_oid tree = Nothing;
    QVarLengthArray<git_oid, 2> parents;
    qint64 time = 0; ///< the committer's, unix seconds
    QString author;
    QString message;
};

/// One entry of a tree. Its name is valid as long as the tree.
struct RawEntry {
    quint32 mode = 0;
    QByteArrayView name;
    git_oid id = Nothing;
    QByteArrayView bytes; ///< as the tree holds it

    bool isFolder() const { return mode == GIT_FILEMODE_TREE; }
    bool isFile() const { return (mode & 0170000) == 0100000; }
};

/// A folder's content, read in its order. An empty one stands for a folder that is not there.
class RawTree
{
public:
    RawTree() = default;
    explicit RawTree(QByteArray bytes) : m_bytes(std::move(bytes)) { }

    /// The entry at @p offset, which moves behind it; none at the end, or where the tree is damaged.
    std::optional<RawEntry> next(qsizetype &offset) const;
    std::optional<RawEntry> find(QByteArrayView name) const;

    /// Calls @p visit with what differs between two trees: an entry and none, none and an entry, or both of one name.
    static void compare(const RawTree &before, const RawTree &after,
        const std::function<void(const RawEntry *was, const RawEntry *is)> &visit);

private:
    QByteArray m_bytes;
};

/// Reads objects as they are stored: several times quicker than libgit2's own types, which history would build only to
/// drop them.
class ObjectReader
{
public:
    enum class Hashes {
        /// Computed again and compared: for whoever writes what refers to what was read.
        Verified,
        /// A third quicker, and enough to show history: they were verified when the objects were written or fetched,
        /// and zlib's check still finds what a disk lost.
        Trusted,
    };

    static Result<ObjectReader> of(git_repository *repository, Hashes hashes = Hashes::Verified);

    /// None when the repository does not have it.
    Result<std::optional<RawCommit>> commit(const git_oid &id) const;
    /// Empty for Nothing.
    Result<RawTree> tree(const git_oid &id) const;
    /// None when it is larger than @p limit.
    Result<std::optional<QByteArray>> blob(const git_oid &id, size_t limit) const;

private:
    /// An object's bytes, owned.
    class Content;

    explicit ObjectReader(OdbPtr objects, std::vector<git_odb_backend *> stores)
        : m_objects(std::move(objects)), m_stores(std::move(stores))
    {
    }

    /// 0, or libgit2's error.
    int read(const git_oid &id, Content &content) const;

    OdbPtr m_objects;
    std::vector<git_odb_backend *>
        m_stores; ///< the packs and the loose objects, to read without verifying; belong to m_objects
};

/// A name from a tree as text. Bytes that are no UTF-8 are spelt out, so that different names stay different.
QString textOf(QByteArrayView name);

} // namespace coupe::gitops
