#include "commitmessage.h"

#include <QRegularExpression>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QStringView subjectOf(QStringView message)
{
    const qsizetype end = message.indexOf(u'\n');
    return (end < 0 ? message : message.first(end)).trimmed();
}

} // namespace

/// Newer gits call the revert of a revert "Reapply".
QList<git_oid> revertedBy(const QString &message)
{
    QList<git_oid> commits;
    if (!message.startsWith(u"Revert \""_s) && !message.startsWith(u"Reapply \""_s))
        return commits;
    static const QRegularExpression named(u"This reverts commit ([0-9a-f]{40})\\b"_s);
    for (auto it = named.globalMatch(message); it.hasNext();) {
        if (const auto id = fromHex(it.next().capturedView(1)))
            commits.append(*id);
    }
    return commits;
}

bool saysDeploy(const QString &message, const QString &folder)
{
    constexpr QStringView Ending = u" automated deploy";
    QStringView subject = subjectOf(message);
    if (!subject.startsWith(u"[Gimlet] ") || !subject.endsWith(Ending))
        return false;
    subject.chop(Ending.size());
    return subject.endsWith(folder) && subject.chopped(folder.size()).endsWith(u'/');
}

QString saysDeletedBy(const QString &message, const QString &folder)
{
    const QStringView subject = subjectOf(message);
    if (!subject.startsWith(u"[Gimlet] ") && !subject.startsWith(u"[GimletD delete] "))
        return {};
    const QString words = u'/' + folder + u" deleted by "_s;
    const qsizetype at = subject.indexOf(words);
    const QStringView who = at < 0 ? QStringView() : subject.sliced(at + words.size());
    return who == u"cleanup policy" ? u"policy"_s : who.toString();
}

} // namespace coupe::gitops
