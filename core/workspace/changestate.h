#pragma once

#include <gitops/change.h>
#include <workspace/board.h>

namespace coupe::workspace {

/// What the API last said of a gitops commit.
struct CommitWord {
    QString status; ///< the server's word
    QString description;
    QDateTime at; ///< UTC

    bool operator==(const CommitWord &) const = default;
};

/// By the gitops commit's full hash.
using CommitWords = QHash<QString, CommitWord>;

/// What all releases and gitops commits that were read say, the later word winning.
CommitWords commitWords(
    const QHash<QString, QList<gimlet::Release>> &releases, const QList<gimlet::GitopsCommit> &commits);

/// How a change out of git's history stands, with what the API said of it. Git alone says what is or was wanted, never
/// what runs: without a word of the API no change is Live or Was live.
ReleaseState stateOf(const gitops::Change &change, const CommitWords &words, const QDateTime &now);

/// Whether it put something into the environment that can be gone back to: a deploy of a known artifact or version.
bool isRelease(const gitops::Change &change);

} // namespace coupe::workspace
