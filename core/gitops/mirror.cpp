#include "mirror.h"

#include <QDir>
#include <QProcess>
namespace coupe::gitops {
using namespace Qt::StringLiterals;
Result<Mirror::Fetched> Mirror::fetch(const Watch &)
{
    QDir().mkpath(m_folder);
    const QString path = m_folder + u"/repo.git"_s;
    Fetched f;
    f.cloned = !QDir(path).exists();
    QProcess p;
    p.start(u"git"_s,
        f.cloned ? QStringList{u"clone"_s, u"-q"_s, u"--bare"_s, m_source.url, path}
                 : QStringList{u"-C"_s, path, u"fetch"_s, u"-q"_s, m_source.url, u"+HEAD:refs/heads/main"_s});
    p.waitForFinished();
    if (p.exitCode() != 0)
        return failure(ErrorKind::Unreachable, u"The gitops repo cannot be reached."_s,
            QString::fromUtf8(p.readAllStandardError()));
    m_at = m_clock.now();
    return f;
}
Result<std::unique_ptr<Repository>> Mirror::open() const
{
    return Repository::open(m_folder + u"/repo.git"_s);
}
} // namespace coupe::gitops
