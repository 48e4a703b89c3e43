#include "boardrows.h"

namespace coupe::ui {

using workspace::BoardCell;
using workspace::BoardRow;
using workspace::ReleaseState;

namespace {

bool shows(const BoardCell &cell, BoardShow show)
{
    switch (show) {
    case BoardShow::All:
        return true;
    case BoardShow::Failed:
        return cell.state == ReleaseState::Failed;
    case BoardShow::Applying:
        return cell.state == ReleaseState::Applying || cell.state == ReleaseState::Stalled;
    case BoardShow::ChangedByHand:
        return cell.state == ReleaseState::ChangedByHand;
    case BoardShow::Behind:
        return cell.behind.value_or(0) > 0;
    }
    return true;
}

bool shows(const BoardRow &row, BoardShow show)
{
    return std::ranges::any_of(row.cells, [show](const BoardCell &cell) { return shows(cell, show); });
}

} // namespace

QList<BoardLine> boardLines(const workspace::Board &board, const QString &text, BoardShow show)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<const BoardRow *> rows;
    QHash<QString, int> apps;
    for (const BoardRow &row : board.rows) {
        const bool named = std::ranges::all_of(words, [&row](const QString &word) {
            return row.app.contains(word, Qt::CaseInsensitive) || row.repository.contains(word, Qt::CaseInsensitive);
        });
        if (!named || (show != BoardShow::All && !shows(row, show)))
            continue;
        rows << &row;
        ++apps[row.repository];
    }

    // A head over a single row says nothing that the row does not: those come first, without one.
    QList<BoardLine> lines;
    lines.reserve(rows.size() + apps.size());
    for (const BoardRow *row : std::as_const(rows)) {
        if (apps.value(row->repository) == 1)
            lines.append({false, row->app, 0, *row});
    }
    QString head;
    for (const BoardRow *row : std::as_const(rows)) {
        const int count = apps.value(row->repository);
        if (count == 1)
            continue;
        if (std::exchange(head, row->repository) != row->repository)
            lines.append({true, row->repository, count, {}});
        lines.append({false, row->app, 0, *row});
    }
    return lines;
}

BoardCounts countBoard(const workspace::Board &board)
{
    BoardCounts counts;
    counts.all = int(board.rows.size());
    for (const BoardRow &row : board.rows) {
        counts.failed += shows(row, BoardShow::Failed);
        counts.applying += shows(row, BoardShow::Applying);
        counts.changedByHand += shows(row, BoardShow::ChangedByHand);
        counts.behind += shows(row, BoardShow::Behind);
    }
    return counts;
}

} // namespace coupe::ui
