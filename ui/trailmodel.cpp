#include "trailmodel.h"

#include "changewords.h"
#include "timetext.h"
#include "valuechangemodel.h"

namespace coupe::ui {

using workspace::TrailStep;

TrailModel::TrailModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

int TrailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> TrailModel::roleNames() const
{
    return {
        {KindIconRole, "kindIcon"},
        {VersionRole, "version"},
        {WhenRole, "when"},
        {ExactTimeRole, "exactTime"},
        {ByRole, "by"},
        {BeforeRole, "before"},
        {AfterRole, "after"},
        {NowRole, "isNow"},
        {RowNameRole, "rowName"},
    };
}

QVariant TrailModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TrailStep &step = m_steps[index.row()];
    switch (role) {
    case KindIconRole:
        return kindIcon(step.change.kind);
    case VersionRole:
        return versionOf(step.change);
    case WhenRole:
        return dayText(step.change.time, m_clock.now());
    case ExactTimeRole:
        return exactText(step.change.time);
    case ByRole:
        return personOf(step.change);
    case BeforeRole:
        return ValueChangeModel::shown(step.before, step.isSecret);
    case AfterRole:
        return ValueChangeModel::shown(step.after, step.isSecret);
    case NowRole:
        return index.row() == 0;
    case RowNameRole:
        return tr("%1 %2, %3, %4, from %5 to %6")
            .arg(kindWord(step.change.kind), versionOf(step.change), personOf(step.change),
                dayText(step.change.time, m_clock.now()), ValueChangeModel::shown(step.before, step.isSecret),
                ValueChangeModel::shown(step.after, step.isSecret));
    default:
        return {};
    }
}

void TrailModel::setSteps(QList<TrailStep> steps)
{
    const int before = count();
    beginResetModel(); // another value: no row of it is a row of the last one
    m_steps = std::move(steps);
    endResetModel();
    if (before != count())
        Q_EMIT countChanged();
}

const TrailStep *TrailModel::stepAt(int row) const
{
    return row >= 0 && row < count() ? &m_steps[row] : nullptr;
}

} // namespace coupe::ui
