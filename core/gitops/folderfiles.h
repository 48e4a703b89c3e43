#pragma once

#include <gitops/layout.h>
#include <gitops/repository.h>

#include <QByteArray>
#include <QList>

namespace coupe::gitops {

/// One entry below an app's folder at a commit.
struct FolderFile {
    enum class State {
        Unknown,
        Read,
        TooLarge, ///< content is empty; see @c size
        NotAFile, ///< a link or a module: never followed
    };

    QString path; ///< below the folder, "/" between names; for display, never to be opened
    State state = State::Unknown;
    QString id; ///< the git object's full hash: equal ids, equal content
    qint64 size = 0; ///< in bytes, also of what was too large to be read
    QByteArray content;

    bool operator==(const FolderFile &) const = default;
};

/// What an app's folder held at a commit.
struct Folder {
    bool present = false; ///< false: the app was not there
    QString id; ///< the git tree's full hash; empty when not present
    QList<FolderFile> files; ///< by path
    bool cut = false; ///< more entries than anybody reads; the rest was left out

    bool operator==(const Folder &) const = default;
};

/// The app's files at @p commit (a full hash), folders in it included. Bounded: 2 MiB a file, 32 MiB and 2,000 files
/// in all. NotFound for a commit that the repository does not have.
Result<Folder> readFolder(Repository &repository, const QString &commit, const Layout &layout, const QString &app);

/// The same of a folder's tree. Invalid for what is no full hash.
Result<Folder> readFolder(Repository &repository, const QString &treeId);

/// What a commit did to one file below an app's folder.
struct FileChange {
    enum class Kind {
        Unknown,
        Added,
        Changed,
        Removed,
    };

    QString path; ///< below the folder; for display
    Kind kind = Kind::Unknown;

    bool operator==(const FileChange &) const = default;
};

/// What @p commit changed below the app's folder, against its first parent, by path. Bounded as readFolder is.
Result<QList<FileChange>> filesChanged(
    Repository &repository, const QString &commit, const Layout &layout, const QString &app);

/// The same for this part's own sources; a folder that is not there for an empty @p treeId.
Result<Folder> readFolder(git_repository *repository, const QString &treeId);

} // namespace coupe::gitops
