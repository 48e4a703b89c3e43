#include "boardmodel.h"

#include "rowmerge.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::BoardCell;
using workspace::ReleaseState;

BoardModel::BoardModel(const Clock &clock, QObject *parent) : QAbstractTableModel(parent), m_clock(clock) { }

int BoardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int BoardModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_environments.size()) + 1;
}

QHash<int, QByteArray> BoardModel::roleNames() const
{
    return {
        {IsGroupRole, "isGroup"},
        {TitleRole, "title"},
        {SubtitleRole, "subtitle"},
        {GroupCountRole, "groupCount"},
        {PresentRole, "present"},
        {ShapeRole, "shape"},
        {WordRole, "word"},
        {ReasonRole, "reason"},
        {VersionRole, "version"},
        {AgeRole, "age"},
        {BehindRole, "behindText"},
        {FailedRole, "failed"},
        {CellNameRole, "cellName"},
    };
}

QVariant BoardModel::data(const QModelIndex &index, int role) const
{
    // An empty text is no answer to what views ask of their own accord, such as a size or an alignment.
    if (role < IsGroupRole || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BoardLine &line = m_lines[index.row()];
    if (role == IsGroupRole)
        return line.isGroup;
    return index.column() == 0 || line.isGroup ? titleData(line, role) : cellData(line, index.column() - 1, role);
}

QVariant BoardModel::titleData(const BoardLine &line, int role) const
{
    switch (role) {
    case TitleRole:
        return displayText(line.title.isEmpty() ? tr("Repository unknown") : line.title, Lines::Single, 120);
    case SubtitleRole:
        return line.isGroup ? QString() : displayText(line.row.repository, Lines::Single, 120);
    case GroupCountRole:
        return line.count;
    case PresentRole:
    case FailedRole:
        return false;
    case CellNameRole:
        return line.isGroup ? tr("%1, %2 apps").arg(displayText(line.title)).arg(line.count)
                            : displayText(line.title, Lines::Single, 120);
    default:
        return QString();
    }
}

QVariant BoardModel::cellData(const BoardLine &line, int environment, int role) const
{
    if (environment >= line.row.cells.size())
        return role == PresentRole || role == FailedRole ? QVariant(false) : QVariant(QString());
    const BoardCell &cell = line.row.cells[environment];
    switch (role) {
    case PresentRole:
        return cell.state != ReleaseState::Absent;
    case ShapeRole:
        return shapeOf(cell.state);
    case WordRole:
        return wordOf(cell.state);
    case ReasonRole:
        return shortReason(cell);
    case VersionRole:
        return cell.state == ReleaseState::Absent ? QString() : displayText(cell.label(), Lines::Single, 40);
    case AgeRole:
        return ageText(
            cell.state == ReleaseState::Failed && cell.newsAt.isValid() ? cell.newsAt : cell.since, m_clock.now());
    case BehindRole:
        return cell.behind.value_or(0) > 0 ? tr("%1 behind").arg(*cell.behind) : QString();
    case FailedRole:
        return cell.state == ReleaseState::Failed;
    case CellNameRole:
        return cellName(line, environment);
    default:
        return QString();
    }
}

// "search, production, 0a6d9f2, Failed, not healthy, 14 minutes"
QString BoardModel::cellName(const BoardLine &line, int environment) const
{
    const BoardCell &cell = line.row.cells[environment];
    QStringList words{displayText(line.row.app), displayText(m_environments.value(environment))};
    if (cell.state != ReleaseState::Absent)
        words << displayText(cell.label());
    words << wordOf(cell.state);
    if (const QString reason = shortReason(cell); !reason.isEmpty())
        words << reason;
    if (cell.behind.value_or(0) > 0)
        words << tr("%1 behind").arg(*cell.behind);
    if (cell.since.isValid())
        words << ageInWords(cell.since, m_clock.now());
    return words.join(u", "_s);
}

void BoardModel::setEnvironments(const QStringList &names)
{
    if (names == m_environments)
        return;
    const qsizetype common = std::min(names.size(), m_environments.size());
    if (m_environments.size() > common) {
        beginRemoveColumns({}, int(common) + 1, int(m_environments.size()));
        m_environments.resize(common);
        endRemoveColumns();
    } else if (names.size() > common) {
        beginInsertColumns({}, int(common) + 1, int(names.size()));
        m_environments = names;
        endInsertColumns();
    }
    m_environments = names;
}

void BoardModel::setLines(QList<BoardLine> lines)
{
    RowMerge::apply(*this, m_lines, std::move(lines), [](const BoardLine &line) { return line.key(); });
}

void BoardModel::refreshAges()
{
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, 1), index(rowCount() - 1, columnCount() - 1), {AgeRole, CellNameRole});
}

int BoardModel::rowOf(const QString &app, const QString &repository) const
{
    for (int row = 0; row < m_lines.size(); ++row) {
        const BoardLine &line = m_lines[row];
        if (!line.isGroup && line.row.app == app && (repository.isEmpty() || line.row.repository == repository))
            return row;
    }
    return -1;
}

} // namespace coupe::ui
