#include "mirrorfolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr int SweepTries = 40;
constexpr unsigned long SweepPauseMs = 50;
constexpr qsizetype ObjectFolders = 256;

QByteArray encoded(const QString &path)
{
    return QFile::encodeName(path);
}

Failure moveFailure()
{
    return failure(ErrorKind::Storage, u"The new copy of the gitops repo cannot be put in its place."_s,
        QString::fromLocal8Bit(std::strerror(errno)));
}

/// @p a and @p b change places, or @p a takes the place of nothing.
bool swapPaths(const QString &a, const QString &b)
{
    if (renameat2(AT_FDCWD, encoded(a).constData(), AT_FDCWD, encoded(b).constData(), RENAME_EXCHANGE) == 0)
        return true;
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
        return false;
    // Nothing is there, or the file system cannot exchange.
    const QString aside = a + u".old"_s;
    if (std::rename(encoded(b).constData(), encoded(aside).constData()) != 0 && errno != ENOENT)
        return false;
    if (std::rename(encoded(a).constData(), encoded(b).constData()) != 0)
        return false;
    return !QFileInfo::exists(aside) || std::rename(encoded(aside).constData(), encoded(a).constData()) == 0;
}

} // namespace

QString MirrorFolder::newDraft() const
{
    return draftsPath() + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool MirrorFolder::hasRepository() const
{
    return QFileInfo::exists(repositoryPath());
}

bool MirrorFolder::belongsToOther() const
{
    return QFileInfo(repositoryPath()).ownerId() != geteuid();
}

Result<void> MirrorFolder::make() const
{
    if (!QDir().mkpath(m_path))
        return failure(ErrorKind::Storage, u"The folder %1 cannot be made."_s.arg(m_path));
    return {};
}

void MirrorFolder::sweep() const
{
    // A git whose program was killed dies within moments, and until then may add to its draft.
    for (int tries = 0; !QDir(draftsPath()).removeRecursively() && tries < SweepTries; ++tries)
        QThread::msleep(SweepPauseMs);

    const QString repository = repositoryPath();
    QStringList leftovers;
    const auto gather = [&](const QString &folder, const QStringList &names, bool deep) {
        QDirIterator entries(folder, names, QDir::Files | QDir::Hidden,
            deep ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
        while (entries.hasNext())
            leftovers += entries.next();
    };
    gather(repository, {u"*.lock"_s, u"fetched.*"_s}, false);
    gather(repository + u"/refs"_s, {u"*.lock"_s}, true);
    gather(repository + u"/objects/pack"_s, {u"tmp_*"_s, u".tmp-*"_s, u"*.keep"_s}, false);
    gather(repository + u"/objects"_s, {u"tmp_obj_*"_s}, true);
    for (const QString &leftover : leftovers)
        QFile::remove(leftover);
}

QString MirrorFolder::keptName(int number) const
{
    return u"repo.git.damaged-%1"_s.arg(number);
}

Result<QString> MirrorFolder::put(const QString &draft, bool keep) const
{
    if (!swapPaths(draft, repositoryPath()))
        return moveFailure();
    if (!keep || !QFileInfo::exists(draft)) {
        QDir(draftsPath()).removeRecursively();
        return QString();
    }
    const QDir folder(m_path);
    const QStringList kept = folder.entryList({u"repo.git.damaged-*"_s}, QDir::Dirs | QDir::Hidden);
    int newest = 0;
    for (const QString &name : kept)
        newest = std::max(newest, name.section(u'-', -1).toInt());
    QString place = folder.filePath(keptName(newest + 1));
    if (std::rename(encoded(draft).constData(), encoded(place).constData()) != 0)
        return moveFailure();
    for (const QString &name : kept)
        QDir(folder.filePath(name)).removeRecursively();
    QDir(draftsPath()).removeRecursively();
    return place;
}

qsizetype MirrorFolder::packCount() const
{
    return QDir(repositoryPath() + u"/objects/pack"_s).entryList({u"*.pack"_s}, QDir::Files).size();
}

qsizetype MirrorFolder::looseCount() const
{
    return QDir(repositoryPath() + u"/objects/17"_s).entryList(QDir::Files).size() * ObjectFolders;
}

} // namespace coupe::gitops
