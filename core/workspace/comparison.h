#pragma once

#include <gitops/folderfiles.h>
#include <manifest/valuediff.h>
#include <workspace/worddiff.h>

namespace coupe::workspace {

enum class LineKind {
    Unknown,
    Context, ///< the same on both sides, but for a checksum that does not matter
    Added,
    Removed,
    Changed, ///< side by side only: both sides have a line, and they differ
    Folded, ///< stands for lines that are the same on both sides
};

/// A line as one side has it.
struct DiffLine {
    int number = 0; ///< from 1; 0: no line on this side
    QString text; ///< fit to be shown in one row: see displayText(); clamped, with a word on its true length behind it
    QList<DiffWord> words; ///< what the other side does not have; none in a Changed row: all of the line

    bool operator==(const DiffLine &) const = default;
};

struct DiffRow {
    LineKind kind = LineKind::Unknown;
    DiffLine before; ///< of Folded the number of the first line that is folded, as in @c after
    DiffLine after;
    int foldedLines = 0;

    bool operator==(const DiffRow &) const = default;
};

/// One file of an app's folder in two states.
struct FileComparison {
    enum class State { Unknown, Same, Changed, Added, Removed };

    QString path; ///< below the app's folder; from git, for display
    State state = State::Unknown;
    bool folded = false; ///< it differs, and that does not matter: Gimlet's release.json, and checksums alone
    QString why; ///< a remark such as "a link", "not text", "too large to show (3.0 MB)", "checksums only"; often empty
    QList<DiffRow> rows; ///< side by side; none where @c why tells the reason, and in a folded file
    int added = 0; ///< lines; one that changed counts in both
    int removed = 0;
};

/// Two states of an app's folder, with everything that a window draws of it.
struct Comparison {
    bool same = false; ///< no file differs, folded or not
    bool beforePresent = false; ///< whether the app was there
    bool afterPresent = false;
    bool cut = false; ///< a folder had more files than are read, or more values changed than are told
    QList<FileComparison> files; ///< those that differ, by path; folded ones last
    int sameFiles = 0;
    int foldedFiles = 0;
    int foldedLines = 0; ///< checksums in files that are not folded as a whole
    QList<manifest::ValueChange> values; ///< of the same files; without release.json, and without checksums
    QStringList unreadable; ///< files whose values cannot be told, "web.yaml: " and a sentence
};

struct CompareOptions {
    bool showFolded = false; ///< folded files get rows, and checksums count as the changes that they are
    int contextLines = 3; ///< around each change; negative: everything
};

/// Compares what readFolder() read. Pure, for any thread, and bounded: a file of more than 50,000 lines, and what goes
/// beyond 200,000 lines or 16 MiB in all, is told but not shown; two folders of ten manifests take about a millisecond.
///
/// Folded away: release.json; lines that differ in a checksum only (see manifest::isChecksum()). What Kubernetes
/// Secrets hold is masked in lines and values (see manifest::hideSecrets()); a line in which it changed is Changed,
/// with the mask marked. Line ends ("\r\n", a missing last one) make no difference to lines.
Comparison compare(const gitops::Folder &before, const gitops::Folder &after, const CompareOptions &options = {});

/// The rows below one another: of lines that changed first what was removed, then what was added. Each row has one
/// side: Removed before, Added and Context after; Context has its number on both.
QList<DiffRow> unifiedRows(const FileComparison &file);

} // namespace coupe::workspace
