#pragma once

#include <QList>
#include <QString>

namespace coupe::workspace {

/// A part of a line that its other side does not have. In UTF-16 units.
struct DiffWord {
    int from = 0;
    int length = 0;

    bool operator==(const DiffWord &) const = default;
};

struct WordDiff {
    QList<DiffWord> before;
    QList<DiffWord> after;
};

/// Which words two lines do not share. Empty when they share none, and when they are the same: then the line as a whole
/// is what there is to mark. Bounded: of lines with very many words everything between the first and the last that
/// differ is marked.
WordDiff diffWords(QStringView before, QStringView after);

} // namespace coupe::workspace
