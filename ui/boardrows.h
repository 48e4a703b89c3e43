#pragma once

#include <workspace/board.h>

namespace coupe::ui {

/// What the matrix is narrowed to.
enum class BoardShow {
    All,
    Failed,
    Applying, ///< and stalled
    ChangedByHand,
    Behind,
};

/// A line of the matrix: a group's head, or an app.
struct BoardLine {
    bool isGroup = false;
    QString title; ///< the repository of a group, or the app
    int count = 0; ///< apps of a group
    workspace::BoardRow row;

    QString key() const { return isGroup ? u'/' + title : row.repository + u'\n' + row.app; }
    bool operator==(const BoardLine &) const = default;
};

struct BoardCounts {
    int all = 0;
    int failed = 0;
    int applying = 0;
    int changedByHand = 0;
    int behind = 0;

    bool operator==(const BoardCounts &) const = default;
};

/// The lines to show: apps whose name or repository contains every word of @p text, grouped by
/// repository where a repository has several. Pure.
QList<BoardLine> boardLines(const workspace::Board &board, const QString &text, BoardShow show);
BoardCounts countBoard(const workspace::Board &board);

} // namespace coupe::ui
