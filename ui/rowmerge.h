#pragma once

#include <QAbstractItemModel>
#include <QSet>

#include <utility>

namespace coupe::ui {

/// Turns @p rows into @p wanted by the fewest steps a view can follow: removals, insertions, moves and dataChanged,
/// never a reset, so that selection, scroll position and screen readers survive. @p key tells which rows are the same
/// thing.
///
/// @p Model befriends RowMerge: the begin and end functions are protected.
class RowMerge
{
public:
    template <typename Model, typename Row, typename Key>
    static void apply(Model &model, QList<Row> &rows, QList<Row> wanted, Key key)
    {
        removeMissing(model, rows, wanted, key);
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            if (i < rows.size() && key(rows[i]) == key(wanted[i])) {
                update(model, rows, i, std::move(wanted[i]));
                continue;
            }
            const qsizetype present = find(rows, i, key, key(wanted[i]));
            if (present >= 0) {
                model.beginMoveRows({}, int(present), int(present), {}, int(i));
                rows.move(present, i);
                model.endMoveRows();
                update(model, rows, i, std::move(wanted[i]));
                continue;
            }
            qsizetype last = i;
            while (last + 1 < wanted.size() && find(rows, i, key, key(wanted[last + 1])) < 0)
                ++last;
            model.beginInsertRows({}, int(i), int(last));
            for (qsizetype j = i; j <= last; ++j)
                rows.insert(j, std::move(wanted[j]));
            model.endInsertRows();
            i = last;
        }
    }

private:
    template <typename Rows, typename Key, typename Value>
    static qsizetype find(const Rows &rows, qsizetype from, Key key, const Value &value)
    {
        for (qsizetype i = from; i < rows.size(); ++i) {
            if (key(rows[i]) == value)
                return i;
        }
        return -1;
    }

    template <typename Model, typename Row, typename Key>
    static void removeMissing(Model &model, QList<Row> &rows, const QList<Row> &wanted, Key key)
    {
        QSet<std::decay_t<decltype(key(std::declval<const Row &>()))>> kept;
        kept.reserve(wanted.size());
        for (const Row &row : wanted)
            kept.insert(key(row));
        for (qsizetype last = rows.size() - 1; last >= 0; --last) {
            if (kept.contains(key(rows[last])))
                continue;
            qsizetype first = last;
            while (first > 0 && !kept.contains(key(rows[first - 1])))
                --first;
            model.beginRemoveRows({}, int(first), int(last));
            rows.remove(first, last - first + 1);
            model.endRemoveRows();
            last = first;
        }
    }

    template <typename Model, typename Row> static void update(Model &model, QList<Row> &rows, qsizetype i, Row row)
    {
        if (rows[i] == row)
            return;
        rows[i] = std::move(row);
        Q_EMIT model.dataChanged(model.index(int(i), 0), model.index(int(i), model.columnCount({}) - 1));
    }
};

} // namespace coupe::ui
