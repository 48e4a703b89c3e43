#pragma once

#include "comparison.h"
#include "filelines.h"

#include <gitops/linediff.h>

// From lines that differ to rows side by side. For comparison.cpp only.
namespace coupe::workspace {

/// The rows of two texts of which @p hunks says where they differ.
QList<DiffRow> rowsOf(
    const FileLines &before, const FileLines &after, const QList<gitops::LineHunk> &hunks, int contextLines);

} // namespace coupe::workspace
