#pragma once

#include <QString>

namespace coupe::gitops {

/// One program's turn at a folder, which ends with the program at the latest: the system lets go of the lock (flock),
/// so none is ever stale, and no kill leaves one behind. The file stays.
class FolderLock
{
public:
    enum class Turn { Taken, Busy, Failed };

    explicit FolderLock(const QString &path);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    /// Does not wait. Busy also when this program has the lock elsewhere; Failed when the file cannot be made.
    Turn take();

    /// For a process that shall share the turn: it lasts until that ends, too. Closed in new processes unless they say
    /// otherwise.
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace coupe::gitops
