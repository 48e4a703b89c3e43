#include "diffrows.h"

#include <manifest/secrets.h>

#include <algorithm>
#include <vector>

namespace coupe::workspace {

namespace {

constexpr size_t MostComparisons = 2'500;
constexpr double AlikeEnough = 0.5;
constexpr qsizetype LengthToJudgeBy = 200;

QStringView keyOf(QStringView line)
{
    const qsizetype colon = line.indexOf(u':');
    return colon < 0 ? QStringView() : line.left(colon);
}

/// From 0 to 1: whether one line may have become the other.
double likeness(QStringView before, QStringView after)
{
    before = before.left(LengthToJudgeBy).trimmed();
    after = after.left(LengthToJudgeBy).trimmed();
    const qsizetype shorter = std::min(before.size(), after.size());
    if (shorter == 0)
        return 0;
    const qsizetype front = std::ranges::mismatch(before, after).in1 - before.begin();
    qsizetype back = 0;
    while (back < shorter - front && before[before.size() - 1 - back] == after[after.size() - 1 - back])
        ++back;
    const double shared = double(front + back) / double(std::max(before.size(), after.size()));
    const bool sameKey = !keyOf(before).isEmpty() && keyOf(before) == keyOf(after);
    return sameKey ? 0.5 + shared / 2 : shared;
}

struct Pairing {
    qsizetype before;
    qsizetype after;
};

/// Which removed line became which added one, in order, so that they are as alike as can be.
std::vector<Pairing> pairUp(const QStringList &removed, const QStringList &added)
{
    const auto rows = size_t(removed.size());
    const auto columns = size_t(added.size());
    if (rows == 0 || columns == 0 || rows * columns > MostComparisons)
        return {};
    std::vector<double> best((rows + 1) * (columns + 1));
    std::vector<double> alike(rows * columns);
    const auto at = [&](size_t row, size_t column) -> double & { return best[row * (columns + 1) + column]; };
    for (size_t row = rows; row-- > 0;) {
        for (size_t column = columns; column-- > 0;) {
            double &now = alike[row * columns + column];
            now = likeness(removed[qsizetype(row)], added[qsizetype(column)]);
            const double paired = now >= AlikeEnough ? at(row + 1, column + 1) + now : 0;
            at(row, column) = std::max({paired, at(row + 1, column), at(row, column + 1)});
        }
    }
    std::vector<Pairing> pairs;
    for (size_t row = 0, column = 0; row < rows && column < columns;) {
        const double now = alike[row * columns + column];
        if (now >= AlikeEnough && at(row, column) <= at(row + 1, column + 1) + now)
            pairs.push_back({qsizetype(row++), qsizetype(column++)});
        else if (at(row + 1, column) >= at(row, column + 1))
            ++row;
        else
            ++column;
    }
    return pairs;
}

class RowWriter
{
public:
    RowWriter(const FileLines &before, const FileLines &after, int contextLines)
        : m_before(before), m_after(after), m_context(contextLines)
    {
    }

    /// Lines that are the same, between changes or at an end.
    void writeSame(qsizetype before, qsizetype after, qsizetype count, bool first, bool last);
    void writeHunk(const gitops::LineHunk &hunk);
    QList<DiffRow> take() { return std::move(m_rows); }

private:
    DiffLine lineOf(const FileLines &file, qsizetype line) const
    {
        return {.number = int(line + 1), .text = file.shown(line), .words = {}};
    }
    void writeContext(qsizetype before, qsizetype after, qsizetype count);
    void writeChanged(DiffLine before, DiffLine after);
    void writeUnpaired(const gitops::LineHunk &hunk, const Pairing &from, const Pairing &to);
    void markUnseen(DiffLine &line, const FileLines &file) const;

    const FileLines &m_before;
    const FileLines &m_after;
    int m_context;
    QList<DiffRow> m_rows;
    QStringList m_removed; ///< the present hunk's
    QStringList m_added;
};

void RowWriter::writeSame(qsizetype before, qsizetype after, qsizetype count, bool first, bool last)
{
    const qsizetype head = m_context < 0 ? count : std::min<qsizetype>(first ? 0 : m_context, count);
    const qsizetype tail = std::min<qsizetype>(last ? 0 : std::max(m_context, 0), count - head);
    const qsizetype folded = count - head - tail;
    // To fold a single line away saves nothing.
    if (folded < 2)
        return writeContext(before, after, count);
    writeContext(before, after, head);
    DiffRow row;
    row.kind = LineKind::Folded;
    row.before.number = int(before + head + 1);
    row.after.number = int(after + head + 1);
    row.foldedLines = int(folded);
    m_rows.append(row);
    writeContext(before + head + folded, after + head + folded, tail);
}

void RowWriter::writeContext(qsizetype before, qsizetype after, qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i)
        m_rows.append({LineKind::Context, lineOf(m_before, before + i), lineOf(m_after, after + i), 0});
}

void RowWriter::writeHunk(const gitops::LineHunk &hunk)
{
    m_removed.clear();
    m_added.clear();
    for (qsizetype i = 0; i < hunk.beforeCount; ++i)
        m_removed.append(m_before.shown(hunk.before + i));
    for (qsizetype i = 0; i < hunk.afterCount; ++i)
        m_added.append(m_after.shown(hunk.after + i));
    Pairing from{0, 0};
    for (const Pairing &pair : pairUp(m_removed, m_added)) {
        writeUnpaired(hunk, from, pair);
        writeChanged({int(hunk.before + pair.before + 1), m_removed[pair.before], {}},
            {int(hunk.after + pair.after + 1), m_added[pair.after], {}});
        from = {pair.before + 1, pair.after + 1};
    }
    writeUnpaired(hunk, from, {hunk.beforeCount, hunk.afterCount});
}

/// Lines that have nothing to do with one another stand side by side all the same: it saves rows.
void RowWriter::writeUnpaired(const gitops::LineHunk &hunk, const Pairing &from, const Pairing &to)
{
    const qsizetype count = std::max(to.before - from.before, to.after - from.after);
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype before = from.before + i;
        const qsizetype after = from.after + i;
        DiffRow row;
        if (before < to.before)
            row.before = {int(hunk.before + before + 1), m_removed[before], {}};
        if (after < to.after)
            row.after = {int(hunk.after + after + 1), m_added[after], {}};
        if (row.before.number > 0 && row.after.number > 0) {
            writeChanged(std::move(row.before), std::move(row.after));
            continue;
        }
        row.kind = row.before.number > 0 ? LineKind::Removed : LineKind::Added;
        m_rows.append(std::move(row));
    }
}

void RowWriter::writeChanged(DiffLine before, DiffLine after)
{
    if (before.text == after.text) {
        markUnseen(before, m_before);
        markUnseen(after, m_after);
    } else {
        WordDiff words = diffWords(before.text, after.text);
        before.words = std::move(words.before);
        after.words = std::move(words.after);
    }
    m_rows.append({LineKind::Changed, std::move(before), std::move(after), 0});
}

/// Where the difference is behind a mask, or behind a long line's end, that is what to mark.
void RowWriter::markUnseen(DiffLine &line, const FileLines &file) const
{
    if (!file.isMasked(line.number - 1)) {
        const qsizetype at = line.text.lastIndexOf(u'\u2026');
        if (at >= 0)
            line.words.append({int(at), int(line.text.size() - at)});
        return;
    }
    const auto length = manifest::Mask.size();
    for (qsizetype at = line.text.indexOf(manifest::Mask); at >= 0; at = line.text.indexOf(manifest::Mask, at + length))
        line.words.append({int(at), int(length)});
}

} // namespace

QList<DiffRow> rowsOf(
    const FileLines &before, const FileLines &after, const QList<gitops::LineHunk> &hunks, int contextLines)
{
    RowWriter writer(before, after, contextLines);
    qsizetype beforeDone = 0;
    qsizetype afterDone = 0;
    for (const gitops::LineHunk &hunk : hunks) {
        writer.writeSame(beforeDone, afterDone, hunk.before - beforeDone, beforeDone + afterDone == 0, false);
        writer.writeHunk(hunk);
        beforeDone = hunk.before + hunk.beforeCount;
        afterDone = hunk.after + hunk.afterCount;
    }
    writer.writeSame(beforeDone, afterDone, before.count() - beforeDone, hunks.isEmpty(), true);
    return writer.take();
}

} // namespace coupe::workspace
