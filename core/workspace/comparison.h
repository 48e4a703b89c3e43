#pragma once
#include <gitops/folderfiles.h>

#include <optional>
namespace coupe::manifest {
struct ValueChange {
    QString object;
    QString path;
    QString label;
    std::optional<QString> before, after;
    bool isSecret = false;
};
} // namespace coupe::manifest
namespace coupe::workspace {
struct DiffWord {
    int from = 0;
    int length = 0;
};
enum class LineKind { Unknown, Context, Added, Removed, Changed, Folded };
struct DiffLine {
    int number = 0;
    QString text;
    QList<DiffWord> words;
};
struct DiffRow {
    LineKind kind = LineKind::Unknown;
    DiffLine before;
    DiffLine after;
    int foldedLines = 0;
};
struct FileComparison {
    enum class State { Unknown, Same, Changed, Added, Removed };
    QString path;
    State state = State::Unknown;
    bool folded = false;
    QString why;
    QList<DiffRow> rows;
    int added = 0, removed = 0;
};
struct CompareOptions {
    bool showFolded = false;
    int contextLines = 3;
};
struct Comparison {
    bool same = false;
    QList<FileComparison> files;
    int sameFiles = 0;
    int foldedFiles = 0;
    int foldedLines = 0;
    QList<manifest::ValueChange> values;
    bool beforePresent = false, afterPresent = false;
};
inline Comparison compare(const gitops::Folder &, const gitops::Folder &, const CompareOptions &)
{
    return {};
}
} // namespace coupe::workspace
