#include "activitymodel.h"

#include "rowmerge.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::ActivityItem;
using workspace::RequestKind;
using workspace::StepState;

namespace {

QString verbOf(RequestKind kind)
{
    switch (kind) {
    case RequestKind::Deploy:
        return ActivityModel::tr("Deploy");
    case RequestKind::Rollback:
        return ActivityModel::tr("Roll back");
    case RequestKind::Delete:
        return ActivityModel::tr("Delete");
    }
    return {};
}

QString pillWord(const ActivityItem &item);

QString placeWordOf(RequestKind kind)
{
    switch (kind) {
    case RequestKind::Deploy:
        return ActivityModel::tr("to", "Deploy payments to production");
    case RequestKind::Rollback:
        return ActivityModel::tr("in", "Roll back payments in production");
    case RequestKind::Delete:
        return ActivityModel::tr("from", "Delete payments from production");
    }
    return {};
}

/// A request as one line: verb, object, place, and how it stands.
QString rowNameOf(const ActivityItem &item)
{
    const QString app = displayText(item.app);
    const QString version = displayText(item.label);
    const QString environment = displayText(item.environment);
    switch (item.kind) {
    case RequestKind::Rollback:
        return ActivityModel::tr("Roll back %1 to %2 in %3, %4").arg(app, version, environment, pillWord(item));
    case RequestKind::Delete:
        return ActivityModel::tr("Delete %1 from %2, %3").arg(app, environment, pillWord(item));
    case RequestKind::Deploy:
        break;
    }
    return ActivityModel::tr("%1 %2 %3 to %4, %5").arg(verbOf(item.kind), app, version, environment, pillWord(item));
}

QString pillShape(const ActivityItem &item)
{
    if (item.noChange)
        return {};
    return item.unknownOutcome ? u"unknown"_s : shapeOf(item.outcome);
}

QString pillWord(const ActivityItem &item)
{
    if (item.noChange)
        return ActivityModel::tr("No change");
    if (item.unknownOutcome)
        return item.running ? ActivityModel::tr("Checking") : ActivityModel::tr("Not delivered");
    return wordOf(item.outcome);
}

QStringList stepStates(const ActivityItem &item)
{
    QStringList states;
    for (const workspace::ActivityStep &step : item.steps)
        states << railState(step.state);
    return states;
}

QStringList stepWords(const ActivityItem &item)
{
    const auto failed = [&item](ActivityItem::Step step) { return item.steps[step].state == StepState::Failed; };
    return {
        failed(ActivityItem::Requested) ? ActivityModel::tr("Not requested") : ActivityModel::tr("Requested"),
        failed(ActivityItem::Written) ? ActivityModel::tr("Not written") : ActivityModel::tr("Written to git"),
        failed(ActivityItem::Applied) ? ActivityModel::tr("Not applied") : ActivityModel::tr("Applied"),
        failed(ActivityItem::Healthy) ? ActivityModel::tr("Not healthy") : ActivityModel::tr("Healthy"),
    };
}

} // namespace

ActivityModel::ActivityModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QHash<int, QByteArray> ActivityModel::roleNames() const
{
    return {
        {IsGroupRole, "isGroup"},
        {TitleRole, "title"},
        {GroupCountRole, "groupCount"},
        {RequestIdRole, "requestId"},
        {VerbRole, "verb"},
        {PlaceWordRole, "placeWord"},
        {AppRole, "app"},
        {VersionRole, "version"},
        {EnvironmentRole, "environment"},
        {ProtectedRole, "isProtected"},
        {ByTextRole, "byText"},
        {StepStatesRole, "stepStates"},
        {StepWordsRole, "stepWords"},
        {StepNotesRole, "stepNotes"},
        {ShapeRole, "shape"},
        {WordRole, "word"},
        {DurationRole, "duration"},
        {MessageRole, "message"},
        {ServerWordsRole, "serverWords"},
        {UnknownOutcomeRole, "unknownOutcome"},
        {RunningRole, "running"},
        {ExactTimeRole, "exactTime"},
        {RowNameRole, "rowName"},
    };
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ActivityLine &line = m_lines[index.row()];
    const ActivityItem &item = line.item;
    switch (role) {
    case IsGroupRole:
        return line.isGroup;
    case TitleRole:
        return line.title;
    case GroupCountRole:
        return line.count;
    case RequestIdRole:
        return item.id;
    case VerbRole:
        return verbOf(item.kind);
    case PlaceWordRole:
        return placeWordOf(item.kind);
    case AppRole:
        return displayText(item.app, Lines::Single, 120);
    case VersionRole:
        return displayText(item.label, Lines::Single, 40);
    case EnvironmentRole:
        return displayText(item.environment, Lines::Single, 80);
    case ProtectedRole:
        return item.isProtected;
    case ByTextRole: {
        const QString who = item.mine ? tr("by you") : tr("by %1").arg(releasedBy(item.by));
        const QString when = dayText(item.startedAt, m_clock.now());
        return item.reason.isEmpty() ? tr("%1, %2").arg(who, when)
                                     : tr("%1, %2: %3").arg(who, when, displayText(item.reason, Lines::Single, 500));
    }
    case StepStatesRole:
        return stepStates(item);
    case StepWordsRole:
        return stepWords(item);
    case StepNotesRole:
        return stepNotes(item);
    case ShapeRole:
        return pillShape(item);
    case WordRole:
        return pillWord(item);
    case DurationRole:
        return item.endedAt.isValid() && item.startedAt.isValid() ? spanText(item.startedAt.secsTo(item.endedAt))
                                                                  : QString();
    case MessageRole:
        return item.message;
    case ServerWordsRole:
        return displayText(item.serverWords, Lines::Several, PanelTextLimit);
    case UnknownOutcomeRole:
        return item.unknownOutcome;
    case RunningRole:
        return item.running;
    case ExactTimeRole:
        return exactText(item.startedAt);
    case RowNameRole:
        return line.isGroup ? tr("%1, %2 requests").arg(line.title).arg(line.count) : rowNameOf(item);
    default:
        return {};
    }
}

// Under each word of the rail: when, or how long after it was requested, and the hash beside "Written to git".
QStringList ActivityModel::stepNotes(const ActivityItem &item) const
{
    QStringList notes;
    for (int step = 0; step < int(item.steps.size()); ++step) {
        const workspace::ActivityStep &at = item.steps[size_t(step)];
        QString note;
        if (step == ActivityItem::Requested) {
            note =
                at.state == StepState::Unknown ? tr("no answer") : clockText(at.at.isValid() ? at.at : item.startedAt);
        } else if (at.state == StepState::Running && item.running) {
            const auto before = std::find_if(item.steps.rbegin() + (int(item.steps.size()) - step), item.steps.rend(),
                [](const workspace::ActivityStep &earlier) { return earlier.at.isValid(); });
            if (before != item.steps.rend())
                note = tr("for %1").arg(spanText(before->at.secsTo(m_clock.now())));
        } else if (at.state == StepState::Skipped) {
            note = tr("nothing to do");
        } else if (at.at.isValid() && item.startedAt.isValid() && at.state != StepState::Waiting) {
            const qint64 after = item.startedAt.secsTo(at.at);
            note = after > 0 ? tr("after %1").arg(spanText(after)) : tr("at once");
        }
        if (const QString hash = shortHash(item.gitopsHash); step == ActivityItem::Written && !hash.isEmpty())
            note = note.isEmpty() ? hash : tr("%1, %2").arg(note, hash);
        notes << note;
    }
    return notes;
}

void ActivityModel::setLines(QList<ActivityLine> lines)
{
    RowMerge::apply(*this, m_lines, std::move(lines), [](const ActivityLine &line) { return line.key(); });
}

void ActivityModel::refreshAges(bool runningOnly)
{
    for (int row = 0; row < m_lines.size(); ++row) {
        if (!m_lines[row].isGroup && (!runningOnly || m_lines[row].item.running))
            Q_EMIT dataChanged(index(row), index(row), {StepNotesRole, ByTextRole});
    }
}

const ActivityLine *ActivityModel::line(int row) const
{
    return row >= 0 && row < m_lines.size() ? &m_lines[row] : nullptr;
}

} // namespace coupe::ui
