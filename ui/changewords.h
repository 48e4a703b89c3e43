#pragma once

#include <gitops/change.h>

namespace coupe::ui {

/// A change of the history in words, fit to be shown.
/// @{
QString kindIcon(gitops::ChangeKind kind);
QString kindWord(gitops::ChangeKind kind); ///< "Release", "Policy", "Rollback", "Delete", "By hand"
QString versionOf(const gitops::Change &change); ///< a dash where there is none
/// The subject of the application's commit; for others what was done, in a few words.
QString whatHappened(const gitops::Change &change);
/// Who released, rolled back, deleted, or changed.
QString personOf(const gitops::Change &change);
QString authorOf(const gitops::Change &change); ///< of the application's commit, else of the gitops commit
/// How long it was what the environment wanted: "3 d 4 h"; still growing for what stands. Empty for a delete.
QString livedText(const gitops::Change &change, const QDateTime &now);
/// Why release.json says nothing, as a sentence; empty when it was read.
QString recordProblem(gitops::RecordState record);
/// @}

} // namespace coupe::ui
