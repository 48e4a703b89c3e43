#include "comparewords.h"

#include <base/displaytext.h>

#include <QCoreApplication>

namespace coupe::ui {

using workspace::Comparison;
using workspace::FileComparison;

namespace {

constexpr qsizetype MostNotes = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("CompareWords", text);
}

bool foldsRecord(const Comparison &comparison)
{
    return std::ranges::any_of(comparison.files,
        [](const FileComparison &file) { return file.folded && file.path == QStringView(u"release.json"); });
}

} // namespace

QString valuesWords(const Comparison &comparison)
{
    const auto count = comparison.values.size();
    return count == 0 ? tr("No value changed")
        : count == 1  ? tr("1 value changed")
                      : tr("%1 values changed").arg(count);
}

QString foldedWords(const Comparison &comparison, bool shown)
{
    const bool record = foldsRecord(comparison);
    const bool checksums = comparison.foldedLines > 0 || comparison.foldedFiles > (record ? 1 : 0);
    if (record && checksums)
        return shown ? tr("release.json and checksums are shown.") : tr("release.json and checksums are hidden.");
    if (record)
        return shown ? tr("release.json is shown.") : tr("release.json is hidden.");
    if (checksums)
        return shown ? tr("Checksums are shown.") : tr("Checksums are hidden.");
    return {};
}

QString foldedVerb(const Comparison &comparison, bool shown)
{
    const int files = comparison.foldedFiles;
    const int lines = comparison.foldedLines;
    if (files == 0 && lines == 0)
        return {};
    if (shown)
        return tr("Hide what does not matter");
    QString hiddenFiles = files == 1 ? tr("Show 1 hidden file") : tr("Show %1 hidden files").arg(files);
    if (lines == 0)
        return hiddenFiles;
    const QString hiddenLines = lines == 1 ? tr("1 line") : tr("%1 lines").arg(lines);
    return files == 0 ? (lines == 1 ? tr("Show 1 hidden line") : tr("Show %1 hidden lines").arg(lines))
                      : tr("%1 and %2").arg(hiddenFiles, hiddenLines);
}

QString limitNotes(const Comparison &comparison)
{
    QStringList notes;
    if (comparison.cut)
        notes << tr("There is more than can be shown: the rest was left out.");
    const auto unread = std::min(comparison.unreadable.size(), MostNotes);
    for (const QString &file : comparison.unreadable.first(unread))
        notes << tr("Values that cannot be told: %1").arg(displayText(file, Lines::Single, 400));
    if (comparison.unreadable.size() > unread)
        notes << tr("and those of %1 more files").arg(comparison.unreadable.size() - unread);
    return notes.join(u'\n');
}

QString comparisonNotes(const Comparison &comparison, const QString &app, const QString &before, const QString &after)
{
    QStringList notes;
    if (comparison.same && !comparison.afterPresent)
        notes << tr("%1 was there at neither of the two.").arg(app);
    if (!comparison.beforePresent && comparison.afterPresent)
        notes << tr("At %2, %1 was not there: all of it is new.").arg(app, before);
    if (comparison.beforePresent && !comparison.afterPresent)
        notes << tr("At %2, %1 was not there: all of it is gone.").arg(app, after);
    notes << limitNotes(comparison);
    notes.removeAll({});
    return notes.join(u'\n');
}

QString fileStateWord(FileComparison::State state)
{
    switch (state) {
    case FileComparison::State::Added:
        return tr("New file");
    case FileComparison::State::Removed:
        return tr("Removed file");
    default:
        return {};
    }
}

} // namespace coupe::ui
