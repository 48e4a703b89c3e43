#include "commitmessage.h"

#include <QRegularExpression>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

QString subjectOf(const QString &message)
{
    return message.section(u'\n', 0, 0).trimmed();
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
    const QString subject = subjectOf(message);
    return subject.startsWith(u"[Gimlet] "_s) && subject.endsWith(u'/' + folder + u" automated deploy"_s);
}

QString saysDeletedBy(const QString &message, const QString &folder)
{
    const QString subject = subjectOf(message);
    if (!subject.startsWith(u"[Gimlet] "_s) && !subject.startsWith(u"[GimletD delete] "_s))
        return {};
    const QString words = u'/' + folder + u" deleted by "_s;
    const qsizetype at = subject.indexOf(words);
    const QString who = at < 0 ? QString() : subject.sliced(at + words.size());
    return who == u"cleanup policy"_s ? u"policy"_s : who;
}

} // namespace coupe::gitops
