#include "eventmarks.h"

#include <QRegularExpression>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {
QString markName(const QString &eventId, int index)
{
    return u"refs/coupe/events/"_s + eventId + u'/' + QString::number(index);
}
} // namespace

Result<void> checkEventId(const QString &eventId)
{
    // A reference is a file's path: no dots, no slashes.
    static const QRegularExpression allowed(u"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\\z"_s);
    if (!allowed.match(eventId).hasMatch())
        return failure(ErrorKind::Invalid, u"An event's id is made of letters, digits and dashes."_s);
    return {};
}

Result<void> putMark(git_repository *repository, const QString &eventId, int index, const git_oid &commit)
{
    const auto put = updateReference(repository, markName(eventId, index), commit, nullptr, u"made for event"_s);
    if (!put)
        return std::unexpected(put.error());
    return {};
}

Result<git_oid> markedCommit(git_repository *repository, const QString &eventId, int index)
{
    git_oid id;
    const int rc = git_reference_name_to_id(&id, repository, markName(eventId, index).toUtf8().constData());
    if (rc == GIT_ENOTFOUND)
        return Nothing;
    if (rc < 0)
        return gitFailure(u"What was made for an event cannot be read from the gitops repo."_s);
    return id;
}

Result<void> removeMarks(git_repository *repository, const QString &eventId)
{
    const auto cannot = [] { return gitFailure(u"The marks of an event cannot be removed from the gitops repo."_s); };
    git_reference_iterator *opened = nullptr;
    const QByteArray pattern = (u"refs/coupe/events/"_s + eventId + u"/*"_s).toUtf8();
    if (git_reference_iterator_glob_new(&opened, repository, pattern.constData()) < 0)
        return cannot();
    const ReferenceIteratorPtr iterator(opened);
    QList<QByteArray> names;
    const char *name = nullptr;
    int rc = 0;
    while ((rc = git_reference_next_name(&name, iterator.get())) == 0)
        names.append(name);
    if (rc != GIT_ITEROVER)
        return cannot();
    for (const QByteArray &mark : names) {
        const int removed = pastAbandonedLocks(
            repository, QString::fromUtf8(mark), [&] { return git_reference_remove(repository, mark.constData()); });
        if (removed < 0 && removed != GIT_ENOTFOUND)
            return cannot();
    }
    return {};
}

} // namespace coupe::gitops
