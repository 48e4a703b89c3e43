#include "folderlock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace coupe::gitops {

FolderLock::FolderLock(const QString &path)
    : m_descriptor(open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
{
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

FolderLock::Turn FolderLock::take()
{
    if (m_descriptor < 0)
        return Turn::Failed;
    if (flock(m_descriptor, LOCK_EX | LOCK_NB) == 0)
        return Turn::Taken;
    return errno == EWOULDBLOCK || errno == EINTR ? Turn::Busy : Turn::Failed;
}

} // namespace coupe::gitops
