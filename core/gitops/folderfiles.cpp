#include "folderfiles.h"

#include "git.h"
#include "objectreader.h"

#include <gimlet/commithash.h>

#include <QHash>
#include <QMap>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestFile = 2 * 1024 * 1024;
constexpr qint64 LargestFolder = 32 * 1024 * 1024;
constexpr qsizetype MostFiles = 2'000;
constexpr int Deepest = 8;

bool isFolder(const git_tree_entry *entry)
{
    return git_tree_entry_filemode_raw(entry) == GIT_FILEMODE_TREE;
}

bool isFile(const git_tree_entry *entry)
{
    return git_tree_entry_type(entry) == GIT_OBJECT_BLOB && git_tree_entry_filemode_raw(entry) != GIT_FILEMODE_LINK;
}

class FolderReader
{
public:
    explicit FolderReader(git_repository *repository) : m_repository(repository) { }

    Result<void> read(const git_oid &tree, const QString &prefix, int depth);
    Folder take(const git_oid &tree)
    {
        m_folder.present = true;
        m_folder.id = toHex(tree);
        return std::move(m_folder);
    }

private:
    Result<FolderFile> fileOf(const git_tree_entry *entry, const QString &path);

    git_repository *m_repository;
    Folder m_folder;
    qint64 m_bytes = 0;
};

Result<FolderFile> FolderReader::fileOf(const git_tree_entry *entry, const QString &path)
{
    FolderFile file;
    file.path = path;
    file.id = toHex(*git_tree_entry_id(entry));
    if (!isFile(entry)) {
        file.state = FolderFile::State::NotAFile;
        return file;
    }
    git_blob *found = nullptr;
    const int rc = git_blob_lookup(&found, m_repository, git_tree_entry_id(entry));
    const BlobPtr blob(found);
    if (rc < 0)
        return gitFailure(u"A file of the gitops repo cannot be read."_s);
    file.size = qint64(git_blob_rawsize(blob.get()));
    if (file.size > LargestFile || m_bytes + file.size > LargestFolder) {
        file.state = FolderFile::State::TooLarge;
        return file;
    }
    m_bytes += file.size;
    file.state = FolderFile::State::Read;
    file.content = QByteArray(static_cast<const char *>(git_blob_rawcontent(blob.get())), file.size);
    return file;
}

Result<void> FolderReader::read(const git_oid &id, const QString &prefix, int depth)
{
    const auto tree = treeAt(m_repository, id);
    if (!tree)
        return std::unexpected(tree.error());
    for (size_t i = 0; i < git_tree_entrycount(tree->get()); ++i) {
        if (m_folder.files.size() == MostFiles) {
            m_folder.cut = true;
            return {};
        }
        const git_tree_entry *entry = git_tree_entry_byindex(tree->get(), i);
        const QString path = prefix + textOf(QByteArrayView(git_tree_entry_name(entry)));
        if (isFolder(entry) && depth < Deepest) {
            if (auto below = read(*git_tree_entry_id(entry), path + u'/', depth + 1); !below)
                return below;
            continue;
        }
        m_folder.cut |= isFolder(entry);
        auto file = fileOf(entry, path);
        if (!file)
            return std::unexpected(std::move(file.error()));
        m_folder.files.append(std::move(*file));
    }
    return {};
}

Result<Folder> folderOf(git_repository *repository, const git_oid &tree)
{
    if (isNothing(tree))
        return Folder();
    FolderReader reader(repository);
    if (const auto read = reader.read(tree, {}, 0); !read)
        return std::unexpected(read.error());
    return reader.take(tree);
}

Result<git_oid> fullHash(const QString &hash)
{
    const auto id = gimlet::isFullHash(hash) ? fromHex(hash) : std::nullopt;
    if (!id)
        return failure(ErrorKind::Invalid, u"A full git hash is needed."_s, hash);
    return *id;
}

Result<CommitPtr> knownCommit(Repository &repository, const QString &commit)
{
    const auto id = fullHash(commit);
    if (!id)
        return std::unexpected(id.error());
    git_commit *found = nullptr;
    const int rc = git_commit_lookup(&found, repository.handle(), &*id);
    CommitPtr at(found);
    if (rc == GIT_ENOTFOUND)
        return failure(ErrorKind::NotFound, u"The gitops repo does not have this commit."_s, commit);
    if (rc < 0)
        return gitFailure(u"A commit of the gitops repo cannot be read."_s);
    return at;
}

Result<Folder> folderIn(Repository &repository, const git_commit *commit, const QString &path)
{
    const auto folder = folderAt(repository.handle(), *git_commit_tree_id(commit), path);
    if (!folder)
        return std::unexpected(folder.error());
    return folderOf(repository.handle(), *folder);
}

/// Empty for a commit without a parent, or where a shallow history ends.
Result<Folder> folderBefore(Repository &repository, const git_commit *commit, const QString &path)
{
    git_commit *found = nullptr;
    const int rc = git_commit_parent(&found, commit, 0);
    const CommitPtr parent(found);
    if (rc == GIT_ENOTFOUND)
        return Folder();
    if (rc < 0)
        return gitFailure(u"A commit of the gitops repo cannot be read."_s);
    return folderIn(repository, parent.get(), path);
}

} // namespace

Result<Folder> readFolder(Repository &repository, const QString &commit, const Layout &layout, const QString &app)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto at = knownCommit(repository, commit);
    if (!at)
        return std::unexpected(at.error());
    return folderIn(repository, at->get(), *path);
}

Result<Folder> readFolder(Repository &repository, const QString &treeId)
{
    const auto id = fullHash(treeId);
    if (!id)
        return std::unexpected(id.error());
    return folderOf(repository.handle(), *id);
}

Result<Folder> readFolder(git_repository *repository, const QString &treeId)
{
    const auto id = treeId.isEmpty() ? Result<git_oid>(Nothing) : fullHash(treeId);
    if (!id)
        return std::unexpected(id.error());
    return folderOf(repository, *id);
}

Result<QList<FileChange>> filesChanged(
    Repository &repository, const QString &commit, const Layout &layout, const QString &app)
{
    const auto path = layout.appPath(app);
    if (!path)
        return std::unexpected(path.error());
    const auto at = knownCommit(repository, commit);
    if (!at)
        return std::unexpected(at.error());
    const auto after = folderIn(repository, at->get(), *path);
    if (!after)
        return std::unexpected(after.error());
    const auto before = folderBefore(repository, at->get(), *path);
    if (!before)
        return std::unexpected(before.error());
    QMap<QString, FileChange> changes;
    QHash<QString, QString> was;
    for (const FolderFile &file : before->files)
        was.insert(file.path, file.id);
    for (const FolderFile &file : after->files) {
        const auto known = was.constFind(file.path);
        if (known == was.constEnd())
            changes.insert(file.path, {file.path, FileChange::Kind::Added});
        else if (*known != file.id)
            changes.insert(file.path, {file.path, FileChange::Kind::Changed});
        was.remove(file.path);
    }
    for (auto gone = was.keyBegin(); gone != was.keyEnd(); ++gone)
        changes.insert(*gone, {*gone, FileChange::Kind::Removed});
    return changes.values();
}

} // namespace coupe::gitops
