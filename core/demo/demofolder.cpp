#include "demofolder.h"

#include <gimlet/json.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto NoteName = "/demo.json"_L1;
constexpr auto LockName = "demo.lock"_L1;

} // namespace

DemoFolder::DemoFolder(const QString &path) : m_path(path), m_lock(path + u'/' + LockName)
{
    m_lock.setStaleLockTime(0); // a demo may run for days
}

Result<std::unique_ptr<DemoFolder>> DemoFolder::open(const QString &path)
{
    if (path.isEmpty())
        return failure(ErrorKind::Invalid, u"The demo needs a folder."_s);
    if (!QDir().mkpath(path))
        return failure(ErrorKind::Storage, u"The folder %1 cannot be made."_s.arg(path));
    std::unique_ptr<DemoFolder> folder(new DemoFolder(path));
    if (!folder->m_lock.tryLock())
        return failure(ErrorKind::Storage, u"Another demo is using %1."_s.arg(path));
    if (const auto prepared = folder->prepare(); !prepared)
        return std::unexpected(prepared.error());
    return folder;
}

Result<void> DemoFolder::prepare()
{
    QFile note(m_path + NoteName);
    if (note.open(QIODevice::ReadOnly)) {
        m_complete = QJsonDocument::fromJson(note.readAll()).object().value("complete"_L1).toBool();
        if (m_complete)
            return {};
        if (!QDir(servicePath()).removeRecursively())
            return failure(ErrorKind::Storage, u"The unfinished demo in %1 cannot be removed."_s.arg(m_path));
        return {};
    }
    QStringList others = QDir(m_path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    others.removeOne(LockName);
    if (!others.isEmpty())
        return failure(ErrorKind::Invalid, u"%1 holds other things than a demo."_s.arg(m_path), others.join(u", "_s));
    return writeNote(false);
}

QString DemoFolder::servicePath() const
{
    return m_path + u"/service"_s;
}

bool DemoFolder::isComplete() const
{
    return m_complete;
}

Result<void> DemoFolder::markComplete()
{
    m_complete = true;
    return writeNote(true);
}

Result<void> DemoFolder::writeNote(bool complete)
{
    QSaveFile note(m_path + NoteName);
    const QByteArray text = QJsonDocument(QJsonObject{{"complete"_L1, complete}}).toJson();
    if (!note.open(QIODevice::WriteOnly) || note.write(text) != text.size() || !note.commit())
        return failure(
            ErrorKind::Storage, u"The demo's note in %1 cannot be written."_s.arg(m_path), note.errorString());
    return {};
}

} // namespace coupe::demo
