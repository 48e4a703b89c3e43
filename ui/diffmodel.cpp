#include "diffmodel.h"

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::DiffLine;
using workspace::DiffRow;
using workspace::LineKind;

namespace {

constexpr char32_t FirstWide = 0x1100;

/// The columns that a text takes at most: what is not Latin may take two.
int columnsOf(const QString &text)
{
    return int(text.size() + std::ranges::count_if(text, [](QChar c) { return c.unicode() >= FirstWide; }));
}

QList<int> flat(const QList<workspace::DiffWord> &words)
{
    QList<int> places;
    places.reserve(2 * words.size());
    for (const workspace::DiffWord &word : words)
        places << word.from << word.length;
    return places;
}

QString foldText(int lines)
{
    return lines == 1 ? DiffModel::tr("1 unchanged line") : DiffModel::tr("%1 unchanged lines").arg(lines);
}

/// In one pass: the line itself may hold a "%1".
QString sentence(const QString &pattern, const DiffLine &line)
{
    return pattern.arg(QString::number(line.number), line.text);
}

QString nameOf(const DiffRow &row)
{
    switch (row.kind) {
    case LineKind::Added:
        return sentence(DiffModel::tr("line %1 added: %2"), row.after);
    case LineKind::Removed:
        return sentence(DiffModel::tr("line %1 removed: %2"), row.before);
    case LineKind::Changed:
        return sentence(DiffModel::tr("line %1 removed: %2"), row.before) + u"; "_s
            + sentence(DiffModel::tr("line %1 added: %2"), row.after);
    case LineKind::Folded:
        return foldText(row.foldedLines);
    case LineKind::Context:
    case LineKind::Unknown:
        break;
    }
    return sentence(DiffModel::tr("line %1: %2"), row.after);
}

DiffRow withoutBeforeText(DiffRow row)
{
    row.before.text.clear();
    return row;
}

} // namespace

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> DiffModel::roleNames() const
{
    return {
        {KindRole, "lineKind"},
        {BeforeNumberRole, "beforeNumber"},
        {BeforeLineRole, "beforeLine"},
        {BeforeWordsRole, "beforeWords"},
        {AfterNumberRole, "afterNumber"},
        {AfterLineRole, "afterLine"},
        {AfterWordsRole, "afterWords"},
        {FoldTextRole, "foldText"},
        {RowNameRole, "rowName"},
    };
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DiffRow &row = m_rows[index.row()];
    switch (role) {
    case KindRole:
        return int(row.kind);
    case BeforeNumberRole:
        return row.before.number;
    case BeforeLineRole:
        return row.before.text;
    case BeforeWordsRole:
        return QVariant::fromValue(flat(row.before.words));
    case AfterNumberRole:
        return row.after.number;
    case AfterLineRole:
        return row.after.text;
    case AfterWordsRole:
        return QVariant::fromValue(flat(row.after.words));
    case FoldTextRole:
        return row.kind == LineKind::Folded ? foldText(row.foldedLines) : QString();
    case RowNameRole:
        return nameOf(row);
    default:
        return {};
    }
}

void DiffModel::setFile(const workspace::FileComparison &file)
{
    m_file = file;
    reset();
}

void DiffModel::setUnified(bool unified)
{
    if (std::exchange(m_unified, unified) == unified)
        return;
    reset();
    Q_EMIT unifiedChanged();
}

void DiffModel::reset()
{
    const int before = count();
    beginResetModel();
    m_rows = m_unified ? workspace::unifiedRows(m_file) : m_file.rows;
    endResetModel();
    measure();
    if (before != count())
        Q_EMIT countChanged();
}

void DiffModel::measure()
{
    int longest = 0;
    int last = 1;
    for (const DiffRow &row : std::as_const(m_file.rows)) {
        longest = std::max({longest, columnsOf(row.before.text), columnsOf(row.after.text)});
        last = std::max({last, row.before.number, row.after.number});
    }
    const int digits = int(QString::number(last).size());
    const bool longestChanged = std::exchange(m_longest, longest) != longest;
    const bool digitsChanged = std::exchange(m_digits, digits) != digits;
    if (longestChanged || digitsChanged)
        Q_EMIT extentChanged();
}

const DiffRow *DiffModel::foldAt(int row) const
{
    return row >= 0 && row < count() && m_rows[row].kind == LineKind::Folded ? &m_rows[row] : nullptr;
}

void DiffModel::unfold(const DiffRow &fold, const QList<DiffRow> &lines)
{
    const auto shown = m_rows.indexOf(fold);
    const auto kept = m_file.rows.indexOf(fold);
    if (shown < 0 || kept < 0 || lines.isEmpty())
        return;
    const auto replace = [](QList<DiffRow> &rows, qsizetype at, const QList<DiffRow> &by) {
        rows = rows.first(at) + by + rows.sliced(at + 1);
    };
    replace(m_file.rows, kept, lines);
    QList<DiffRow> wanted = lines;
    if (m_unified)
        std::ranges::transform(wanted, wanted.begin(), withoutBeforeText);
    beginRemoveRows({}, int(shown), int(shown));
    m_rows.removeAt(shown);
    endRemoveRows();
    beginInsertRows({}, int(shown), int(shown + wanted.size() - 1));
    m_rows.insert(shown, DiffRow());
    replace(m_rows, shown, wanted);
    endInsertRows();
    measure();
    Q_EMIT countChanged();
}

int DiffModel::kindAt(int row) const
{
    return row >= 0 && row < count() ? int(m_rows[row].kind) : Unknown;
}

QString DiffModel::copyText(int first, int last, Part part) const
{
    QStringList lines;
    // Below one another, the lines of a run that changed stand apart already.
    QStringList added;
    const auto endRun = [&] { lines += std::exchange(added, {}); };
    for (int row = std::max(0, first); row <= std::min(last, count() - 1); ++row) {
        const DiffRow &at = m_rows[row];
        const bool same = at.kind == LineKind::Context || at.kind == LineKind::Folded;
        if (same)
            endRun();
        if (at.kind == LineKind::Folded) {
            lines << u"\u2026 "_s + foldText(at.foldedLines);
        } else if (same) {
            const QString &text = part == Before && !m_unified ? at.before.text : at.after.text;
            lines << (part == Both ? u" "_s : QString()) + text;
        } else {
            if (part != After && at.before.number > 0)
                lines << (part == Both ? u"-"_s : QString()) + at.before.text;
            if (part != Before && at.after.number > 0)
                added << (part == Both ? u"+"_s : QString()) + at.after.text;
        }
    }
    endRun();
    return lines.join(u'\n');
}

} // namespace coupe::ui
