#include "rollbackstepmodel.h"

#include "rowmerge.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gitops::ForecastStep;
using workspace::RollbackStep;
using Fate = ForecastStep::Fate;

namespace {

QString fateWord(Fate fate)
{
    switch (fate) {
    case Fate::Reverts:
        return RollbackStepModel::tr("Would be reverted");
    case Fate::AlreadyReverted:
        return RollbackStepModel::tr("Reverted before");
    case Fate::Conflicts:
        return RollbackStepModel::tr("Would conflict");
    case Fate::NotReached:
        return RollbackStepModel::tr("Not reached");
    case Fate::NoEffect:
        return RollbackStepModel::tr("Nothing to revert");
    case Fate::Unknown:
        break;
    }
    return RollbackStepModel::tr("Unknown");
}

QString fateShape(Fate fate)
{
    switch (fate) {
    case Fate::Reverts:
        return u"rolledBack"_s;
    case Fate::AlreadyReverted:
    case Fate::NotReached:
        return u"wasLive"_s;
    case Fate::Conflicts:
    case Fate::NoEffect:
        return u"failed"_s;
    case Fate::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString tipOf(const ForecastStep &step)
{
    QStringList lines{RollbackStepModel::tr("%1, by %2").arg(exactText(step.time), displayText(step.author))};
    if (!step.reason.isEmpty())
        lines << displayText(step.reason);
    if (!step.alsoTouches.isEmpty())
        lines << RollbackStepModel::tr("Changed as well: %1").arg(displayText(step.alsoTouches.join(u", "_s)));
    return lines.join(u'\n');
}

} // namespace

RollbackStepModel::RollbackStepModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock)
{
}

int RollbackStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> RollbackStepModel::roleNames() const
{
    return {
        {NumberRole, "number"},
        {HashRole, "hash"},
        {WordsRole, "words"},
        {TimeTextRole, "timeText"},
        {TipRole, "tip"},
        {ShapeRole, "shape"},
        {FateRole, "fate"},
        {RowNameRole, "rowName"},
    };
}

QVariant RollbackStepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RollbackStep &row = m_steps[index.row()];
    switch (role) {
    case NumberRole:
        return index.row() + 1;
    case HashRole:
        return shortHash(row.step.commit);
    case WordsRole:
        return displayText(row.words);
    case TimeTextRole:
        return dayText(row.step.time, m_clock.now());
    case TipRole:
        return tipOf(row.step);
    case ShapeRole:
        return fateShape(row.step.fate);
    case FateRole:
        return fateWord(row.step.fate);
    case RowNameRole:
        return tr("%1 %2, %3, %4")
            .arg(shortHash(row.step.commit), displayText(row.words), dayText(row.step.time, m_clock.now()),
                fateWord(row.step.fate));
    default:
        return {};
    }
}

void RollbackStepModel::setSteps(QList<RollbackStep> steps)
{
    const int before = count();
    RowMerge::apply(*this, m_steps, std::move(steps), [](const RollbackStep &row) { return row.step.commit; });
    if (!m_steps.isEmpty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {NumberRole});
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace coupe::ui
