#include "changewords.h"

#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

#include <QCoreApplication>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::ChangeKind;
using gitops::RecordState;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeWords", text);
}

QString subjectOf(const Change &change)
{
    return displayText(QStringView(change.message).trimmed().split(u'\n').value(0));
}

} // namespace

QString kindIcon(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Deploy:
        return u"deploy"_s;
    case ChangeKind::PolicyDeploy:
        return u"policies"_s;
    case ChangeKind::Rollback:
        return u"rollback"_s;
    case ChangeKind::Delete:
        return u"trash"_s;
    case ChangeKind::ByHand:
        return u"user"_s;
    case ChangeKind::Unknown:
        break;
    }
    return u"info"_s;
}

QString kindWord(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Deploy:
        return tr("Release");
    case ChangeKind::PolicyDeploy:
        return tr("Policy");
    case ChangeKind::Rollback:
        return tr("Rollback");
    case ChangeKind::Delete:
        return tr("Delete");
    case ChangeKind::ByHand:
        return tr("By hand");
    case ChangeKind::Unknown:
        break;
    }
    return tr("Unknown");
}

QString versionOf(const Change &change)
{
    if (change.version && !change.version->label().isEmpty())
        return displayText(change.version->label(), Lines::Single, 40);
    return u"–"_s;
}

QString whatHappened(const Change &change)
{
    switch (change.kind) {
    case ChangeKind::Rollback:
        if (!change.present)
            return tr("Rolled back to before its first release");
        return change.version ? displayText(change.version->subject()) : subjectOf(change);
    case ChangeKind::Delete:
        return tr("Removed from %1").arg(displayText(change.env, Lines::Single, 80));
    case ChangeKind::Deploy:
    case ChangeKind::PolicyDeploy:
        if (change.version && !change.version->subject().isEmpty())
            return displayText(change.version->subject());
        break;
    default:
        break;
    }
    return subjectOf(change);
}

QString personOf(const Change &change)
{
    return change.person.isEmpty() ? displayText(change.author, Lines::Single, 120) : releasedBy(change.person);
}

QString authorOf(const Change &change)
{
    const bool hasOwn = change.version && !change.version->authorName.isEmpty();
    return displayText(hasOwn ? change.version->authorName : change.author, Lines::Single, 120);
}

QString livedText(const Change &change, const QDateTime &now)
{
    if (change.kind == ChangeKind::Delete || change.kind == ChangeKind::ByHand)
        return {};
    const QDateTime until = change.replaced.isValid() && !change.current ? change.replaced : now;
    return spanText(std::max<qint64>(0, change.time.secsTo(until)));
}

QString recordProblem(RecordState record)
{
    switch (record) {
    case RecordState::Missing:
        return tr("There is no release.json at this commit, so what was released is not known.");
    case RecordState::NotAFile:
        return tr("release.json is no plain file at this commit, so it was not read.");
    case RecordState::TooLarge:
        return tr("release.json is larger than 1 MiB at this commit, so it was not read.");
    case RecordState::Malformed:
        return tr("release.json cannot be understood at this commit.");
    case RecordState::Unknown:
    case RecordState::Read:
    case RecordState::NoFolder:
        break;
    }
    return {};
}

} // namespace coupe::ui
