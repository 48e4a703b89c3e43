#pragma once

#include <workspace/comparison.h>

namespace coupe::ui {

/// A comparison in words.
/// @{
QString valuesWords(const workspace::Comparison &comparison); ///< "3 values changed"
QString foldedWords(const workspace::Comparison &comparison, bool shown); ///< "release.json and checksums are hidden."
QString foldedVerb(const workspace::Comparison &comparison, bool shown); ///< "Show 2 hidden files"
/// What of a comparison could not be shown or read; empty when all was.
QString limitNotes(const workspace::Comparison &comparison);
/// What keeps the comparison from being all there is to say; several sentences, or none. The names are the sides'.
QString comparisonNotes(
    const workspace::Comparison &comparison, const QString &app, const QString &before, const QString &after);
QString fileStateWord(workspace::FileComparison::State state); ///< of files that came or went
/// @}

} // namespace coupe::ui
