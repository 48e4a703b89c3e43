#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QList>

namespace coupe::gitops {

/// Lines that one text has where the other has others. Positions count from 0; one of the counts may be 0.
struct LineHunk {
    qsizetype before = 0;
    qsizetype beforeCount = 0;
    qsizetype after = 0;
    qsizetype afterCount = 0;

    bool operator==(const LineHunk &) const = default;
};

/// What differs between two texts of lines that end in '\n', as git would tell it; in their order. Texts of 4 MiB and
/// 50,000 lines take a few milliseconds; there is no bound in here. Any thread. Git when libgit2 fails.
Result<QList<LineHunk>> diffLines(const QByteArray &before, const QByteArray &after);

} // namespace coupe::gitops
