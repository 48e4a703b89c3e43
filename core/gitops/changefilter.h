#pragma once

#include "change.h"

namespace coupe::gitops {

enum class Outcome {
    Any,
    Current, ///< what is wanted now
    RolledBack,
};

/// What somebody typed into the search field, understood. Within one operator any may match, and all operators must.
struct Search {
    QStringList words; ///< plain words, and phrases that stood in quotes; all must occur
    bool lastWordGrows = false; ///< the last word may be the beginning of one: it is still being typed
    QStringList apps; ///< the whole name, or where no app has that name, its beginning; likewise @c envs
    QStringList envs;
    QStringList people; ///< the beginning of a name
    QStringList repositories;
    QList<ChangeKind> kinds;
    QDateTime after; ///< at or after
    QDateTime before;
    QStringList notUnderstood; ///< pieces of the text that were left out: an unknown kind, a date that is none

    bool isEmpty() const;
    bool operator==(const Search &) const = default;
};

/// Understands `app: env: by: repo: kind: before: after:` and plain words, in any order; a value with spaces stands in
/// quotes. Kinds are deploy, policy, rollback, delete and hand. Dates are `2026-11-23` or `2026-11-23T10:30`, in
/// @p zone when they name none. Letter case and accents do not count.
Search parseSearch(const QString &text, Qt::TimeSpec zone = Qt::UTC);

/// Which changes to list; what is empty does not restrict. Names here are whole names.
struct ChangeFilter {
    QString env = {};
    QString app = {};
    QString person = {};
    QString repository = {}; ///< "owner/name"
    QList<ChangeKind> kinds = {};
    Outcome outcome = Outcome::Any;
    bool readable = false; ///< only those whose release.json could be read
    QDateTime from = {}; ///< at or after
    QDateTime until = {}; ///< before
    Search search = {};

    bool operator==(const ChangeFilter &) const = default;
};

} // namespace coupe::gitops
