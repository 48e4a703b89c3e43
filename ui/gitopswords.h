#pragma once

#include <workspace/gitopsrepos.h>

namespace coupe::ui {

/// What is known of the gitops repos at all.
enum class Knowledge {
    None, ///< they are being fetched for the first time
    Unreachable, ///< and that failed
    Some,
};

/// How the gitops repos stand, in words. Empty where there is nothing to say.
/// @{
Knowledge knowledgeOf(const workspace::GitopsRepos &repos);
/// "Complete since 3 Mar 2022, as of 14:02:05 (git)"
QString asOfText(const workspace::GitopsRepos &repos, const QDateTime &now);
/// "git as of 14:02:05 8d13e0c", for the status bar.
QString shortAsOfText(const workspace::GitopsRepos &repos, const QDateTime &now);
/// What is being fetched or read, and how far it has come.
QString busyText(const workspace::GitopsRepos &repos);
/// Why what is shown is not newer, and when the next try is.
QString problemText(const workspace::GitopsRepos &repos, const QDateTime &now);
/// The words of git on it, fit to be shown.
QString problemWords(const workspace::GitopsRepos &repos);
/// A history that was rewritten, a local copy that was damaged.
QString noticeText(const workspace::GitopsRepos &repos, const QDateTime &now);
/// @}

} // namespace coupe::ui
