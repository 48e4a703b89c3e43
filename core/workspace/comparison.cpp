#include "comparison.h"

#include "diffrows.h"
#include "filelines.h"

#include <base/displaytext.h>

#include <QLocale>
#include <QMap>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using gitops::FolderFile;
using State = FileComparison::State;

namespace {

constexpr qsizetype MostLines = 50'000;
constexpr qsizetype MostLinesInAll = 200'000;
constexpr qsizetype MostBytesInAll = 16 * 1024 * 1024;

struct Sides {
    const FolderFile *before = nullptr;
    const FolderFile *after = nullptr;
};

bool isSame(const FolderFile &one, const FolderFile &other)
{
    return one.state == other.state && one.id == other.id && (!one.id.isEmpty() || one.content == other.content);
}

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

/// Why a file cannot be compared; empty when it can.
QString obstacle(const FolderFile *file)
{
    if (!file || file->state == FolderFile::State::Read)
        return {};
    return file->state == FolderFile::State::NotAFile ? u"a link"_s
                                                      : u"too large to show (%1)"_s.arg(sizeText(file->size));
}

bool isManifestName(const QString &path)
{
    return path.endsWith(u".yaml") || path.endsWith(u".yml") || path.endsWith(u".json");
}

int checksumsIn(const FileLines &before, const FileLines &after, const QList<gitops::LineHunk> &hunks)
{
    int count = 0;
    qsizetype line = 0;
    qsizetype other = 0;
    const auto countTo = [&](qsizetype end) {
        for (; line < end; ++line, ++other)
            count += before.raw(line) != after.raw(other);
    };
    for (const gitops::LineHunk &hunk : hunks) {
        countTo(hunk.before);
        line = hunk.before + hunk.beforeCount;
        other = hunk.after + hunk.afterCount;
    }
    countTo(before.count());
    return count;
}

/// Compares file by file; what has been shown so far decides what else can be.
class Comparer
{
public:
    explicit Comparer(const CompareOptions &options) : m_options(options) { }

    Comparison compare(const gitops::Folder &before, const gitops::Folder &after);

private:
    FileComparison compareFile(const QString &path, const Sides &sides);
    void compareContent(FileComparison &file, const Sides &sides);
    void compareLines(FileComparison &file, const FileLines &before, const FileLines &after);
    void writeRows(FileComparison &file, const FileLines &before, const FileLines &after,
        const QList<gitops::LineHunk> &hunks) const;
    std::optional<FileLines> linesOf(FileComparison &file, const FolderFile *side);
    void addValuesOf(const FileComparison &file, const FileLines &lines, QList<manifest::ManifestFile> &side);
    void compareValues();

    const CompareOptions &m_options;
    Comparison m_result;
    QList<manifest::ManifestFile> m_before;
    QList<manifest::ManifestFile> m_after;
    qsizetype m_lines = 0;
    qsizetype m_bytes = 0;
};

Comparison Comparer::compare(const gitops::Folder &before, const gitops::Folder &after)
{
    m_result.beforePresent = before.present;
    m_result.afterPresent = after.present;
    m_result.cut = before.cut || after.cut;
    QMap<QString, Sides> files;
    for (const FolderFile &file : before.files)
        files[file.path].before = &file;
    for (const FolderFile &file : after.files)
        files[file.path].after = &file;
    for (const auto &[path, sides] : files.asKeyValueRange()) {
        if (sides.before && sides.after && isSame(*sides.before, *sides.after))
            ++m_result.sameFiles;
        else
            m_result.files.append(compareFile(path, sides));
    }
    std::ranges::stable_partition(m_result.files, [](const FileComparison &file) { return !file.folded; });
    m_result.foldedFiles = int(std::ranges::count_if(m_result.files, &FileComparison::folded));
    m_result.same = m_result.files.isEmpty() && before.present == after.present;
    compareValues();
    return std::move(m_result);
}

FileComparison Comparer::compareFile(const QString &path, const Sides &sides)
{
    FileComparison file;
    file.path = path;
    file.state = !sides.before ? State::Added : !sides.after ? State::Removed : State::Changed;
    if (path == u"release.json") {
        file.folded = true;
        file.why = u"Gimlet's record of the release"_s;
        if (!m_options.showFolded)
            return file;
    }
    for (const FolderFile *side : {sides.before, sides.after}) {
        if (const QString why = obstacle(side); !why.isEmpty()) {
            file.why = why;
            return file;
        }
    }
    compareContent(file, sides);
    return file;
}

/// None, and the file says why, when there is too much of it or it is no text. A missing side is empty.
std::optional<FileLines> Comparer::linesOf(FileComparison &file, const FolderFile *side)
{
    const QByteArray content = side ? side->content : QByteArray();
    const qsizetype count = content.count('\n') + (content.endsWith('\n') ? 0 : 1);
    if (count > MostLines || m_lines + count > MostLinesInAll || m_bytes + content.size() > MostBytesInAll) {
        file.why = count > MostLines ? u"too large to show (%1 lines)"_s.arg(count) : u"too much to show at once"_s;
        return {};
    }
    m_lines += count;
    m_bytes += content.size();
    auto lines = FileLines::read(file.path, content);
    if (!lines)
        file.why = u"not text"_s;
    return lines;
}

void Comparer::compareContent(FileComparison &file, const Sides &sides)
{
    const auto before = linesOf(file, sides.before);
    const auto after = before ? linesOf(file, sides.after) : std::nullopt;
    if (!before || !after) {
        if (isManifestName(file.path) && !file.folded)
            m_result.unreadable.append(displayText(file.path) + u": "_s + file.why);
        return;
    }
    compareLines(file, *before, *after);
    if (file.path == u"release.json")
        return;
    if (sides.before)
        addValuesOf(file, *before, m_before);
    if (sides.after)
        addValuesOf(file, *after, m_after);
}

void Comparer::compareLines(FileComparison &file, const FileLines &before, const FileLines &after)
{
    const auto hunks = gitops::diffLines(before.compared(true), after.compared(true));
    if (!hunks) {
        file.why = hunks.error().message;
        return;
    }
    const int checksums = checksumsIn(before, after, *hunks);
    if (hunks->isEmpty() && file.state == State::Changed) {
        file.folded |= checksums > 0;
        file.why = checksums > 0 ? u"checksums only"_s : u"only line ends differ"_s;
    }
    if (!file.folded)
        m_result.foldedLines += checksums;
    if (!m_options.showFolded) {
        if (!file.folded)
            writeRows(file, before, after, *hunks);
        return;
    }
    if (const auto all = gitops::diffLines(before.compared(false), after.compared(false)))
        writeRows(file, before, after, *all);
}

void Comparer::writeRows(
    FileComparison &file, const FileLines &before, const FileLines &after, const QList<gitops::LineHunk> &hunks) const
{
    for (const gitops::LineHunk &hunk : hunks) {
        file.removed += int(hunk.beforeCount);
        file.added += int(hunk.afterCount);
    }
    if (!hunks.isEmpty())
        file.rows = rowsOf(before, after, hunks, m_options.contextLines);
}

void Comparer::addValuesOf(const FileComparison &file, const FileLines &lines, QList<manifest::ManifestFile> &side)
{
    const manifest::ManifestFile &manifest = lines.manifest();
    if (!manifest.problem.isEmpty() && isManifestName(file.path))
        m_result.unreadable.append(displayText(file.path) + u": "_s + manifest.problem);
    side.append(manifest);
}

void Comparer::compareValues()
{
    manifest::ValueDiff values = manifest::diffValues(m_before, m_after);
    m_result.cut |= values.cut;
    if (!m_options.showFolded)
        values.changes.removeIf([](const manifest::ValueChange &change) { return change.isChecksum; });
    m_result.values = std::move(values.changes);
    m_result.unreadable.removeDuplicates();
}

/// Takes a run of lines that changed apart into what was removed and what was added.
class UnifiedWriter
{
public:
    void add(const DiffRow &row)
    {
        const bool changes =
            row.kind == LineKind::Changed || row.kind == LineKind::Removed || row.kind == LineKind::Added;
        if (!changes) {
            endRun();
            return m_rows.append(row.kind == LineKind::Context ? contextOf(row) : row);
        }
        if (row.before.number > 0)
            m_rows.append({LineKind::Removed, row.before, {}, 0});
        if (row.after.number > 0)
            m_added.append({LineKind::Added, {}, row.after, 0});
    }
    QList<DiffRow> take()
    {
        endRun();
        return std::move(m_rows);
    }

private:
    static DiffRow contextOf(DiffRow row)
    {
        row.before.text.clear();
        return row;
    }
    void endRun() { m_rows.append(std::exchange(m_added, {})); }

    QList<DiffRow> m_rows;
    QList<DiffRow> m_added;
};

} // namespace

Comparison compare(const gitops::Folder &before, const gitops::Folder &after, const CompareOptions &options)
{
    return Comparer(options).compare(before, after);
}

QList<DiffRow> unifiedRows(const FileComparison &file)
{
    UnifiedWriter writer;
    for (const DiffRow &row : file.rows)
        writer.add(row);
    return writer.take();
}

} // namespace coupe::workspace
