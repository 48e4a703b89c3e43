#include "datafolder.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<DataFolder>> DataFolder::open(const QString &path)
{
    const QDir folder(path);
    const auto wordsOfSystem = [] { return QString::fromLocal8Bit(std::strerror(errno)); };
    const bool isNew = !folder.exists();
    if (isNew && !QDir().mkpath(folder.absolutePath()))
        return failure(ErrorKind::Storage, u"The data folder %1 could not be made."_s.arg(path), wordsOfSystem());
    if (isNew)
        ::chmod(QFile::encodeName(folder.absolutePath()).constData(), 0700);

    // The kernel lets go of this lock when the process is gone, however it went.
    const QByteArray lockPath = QFile::encodeName(folder.absoluteFilePath(u"service.lock"_s));
    const int lock = ::open(lockPath.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return failure(ErrorKind::Storage, u"The data folder %1 cannot be written."_s.arg(path), wordsOfSystem());
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const QString words = wordsOfSystem();
        ::close(lock);
        return failure(ErrorKind::Storage, u"Another service already uses the data folder %1."_s.arg(path), words);
    }
    // SQLite makes its other files with the rights of this one.
    const QByteArray database = QFile::encodeName(folder.absoluteFilePath(u"service.sqlite"_s));
    const int file = ::open(database.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        const QString words = wordsOfSystem();
        ::close(lock);
        return failure(ErrorKind::Storage, u"The data folder %1 cannot be written."_s.arg(path), words);
    }
    ::close(file);
    return std::unique_ptr<DataFolder>(new DataFolder(folder.absolutePath(), lock));
}

DataFolder::~DataFolder()
{
    ::close(m_lock);
}

QString DataFolder::databasePath() const
{
    return QDir(m_path).absoluteFilePath(u"service.sqlite"_s);
}

QString DataFolder::gitopsRepoPath() const
{
    return QDir(m_path).absoluteFilePath(u"gitops.git"_s);
}

QString DataFolder::indexPath() const
{
    return QDir(m_path).absoluteFilePath(u"gitops.index.sqlite"_s);
}

} // namespace coupe::service
