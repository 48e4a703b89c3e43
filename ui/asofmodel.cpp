#include "asofmodel.h"

#include "changewords.h"
#include "rowmerge.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::AsOfRow;
using Difference = workspace::AsOfRow::Difference;

namespace {

QString wordOf(Difference difference)
{
    switch (difference) {
    case Difference::Same:
        return AsOfModel::tr("Same");
    case Difference::Other:
        return AsOfModel::tr("Other version");
    case Difference::Gone:
        return AsOfModel::tr("Gone now");
    case Difference::New:
        return AsOfModel::tr("Not there then");
    case Difference::Unknown:
        break;
    }
    return {};
}

QString versionIn(const std::optional<gitops::Change> &change)
{
    return change ? versionOf(*change) : u"–"_s;
}

} // namespace

AsOfModel::AsOfModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

int AsOfModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> AsOfModel::roleNames() const
{
    return {
        {EnvironmentRole, "environment"},
        {AppRole, "app"},
        {ThenVersionRole, "thenVersion"},
        {ThenWhatRole, "thenWhat"},
        {ThenWhenRole, "thenWhen"},
        {ThenExactRole, "thenExact"},
        {NowVersionRole, "nowVersion"},
        {NowWhenRole, "nowWhen"},
        {DifferenceRole, "difference"},
        {DiffersRole, "differs"},
        {RowNameRole, "rowName"},
    };
}

QVariant AsOfModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AsOfRow &row = m_rows[index.row()];
    switch (role) {
    case EnvironmentRole:
        return displayText(row.environment, Lines::Single, 80);
    case AppRole:
        return displayText(row.app, Lines::Single, 120);
    case ThenVersionRole:
        return versionIn(row.then);
    case ThenWhatRole:
        return row.then ? whatHappened(*row.then) : QString();
    case ThenWhenRole:
        return row.then ? dayText(row.then->time, m_clock.now()) : QString();
    case ThenExactRole:
        return row.then ? exactText(row.then->time) : QString();
    case NowVersionRole:
        return versionIn(row.now);
    case NowWhenRole:
        return row.now ? dayText(row.now->time, m_clock.now()) : QString();
    case DifferenceRole:
        return wordOf(row.difference);
    case DiffersRole:
        return row.difference != Difference::Same;
    case RowNameRole:
        return u"%1, %2, %3, %4, %5"_s.arg(displayText(row.app, Lines::Single, 120),
            displayText(row.environment, Lines::Single, 80), tr("then %1").arg(versionIn(row.then)),
            tr("now %1").arg(versionIn(row.now)), wordOf(row.difference));
    default:
        return {};
    }
}

void AsOfModel::setRows(QList<AsOfRow> rows)
{
    const int before = count();
    RowMerge::apply(
        *this, m_rows, std::move(rows), [](const AsOfRow &row) { return row.environment + u'/' + row.app; });
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace coupe::ui
