#pragma once

#include "requestjudge.h"

#include <gimlet/release.h>

// What a rollback or a delete leaves in the API, for when no event tells of it. Neither is a release that could be
// listed (contract §6.3). Pure; not for other parts.
namespace coupe::workspace::traces {

/// Whether the releases say that the rollback was done: all that it was to take back, and that are listed, are rolled
/// back, and what it returns to is not. False when nothing of it is listed.
bool isRolledBack(const JournalEntry &entry, const QList<gimlet::Release> &releases);

/// Whether @p status, of the request's environment, has no such app any more.
bool isGone(const Request &request, const QMap<QString, std::optional<gimlet::Release>> &status);

/// @name After a rollback is said to be done
/// @{
/// A sentence on how @p status, of the request's environment, differs from what was asked for; empty: it does not.
QString whatIsWrong(const Request &request, const QMap<QString, std::optional<gimlet::Release>> &status);
QString wrongInGit(const Request &request);
/// A sentence on what was looked up and found as it was asked for.
QString foundRight(const Request &request, bool gitToo);
Request notAsAsked(Request request, const QString &why, const QDateTime &now);
/// @}

/// @p request after its gitops commit was looked for. A commit of the environment that no release wrote, and that came
/// when the request was made, is its own; with several of them nobody can tell, except that a rollback makes as many as
/// it takes back.
Request afterCommits(const JournalEntry &entry, const QList<gimlet::GitopsCommit> &commits,
    const QList<gimlet::Release> &releases, const judge::SearchRules &rules, const QDateTime &now);

/// @p request after its effect was seen, without a commit to name.
Request afterSeen(Request request, const QDateTime &now);

/// A delete that the server said was done, and that was not.
Request stillThere(Request request, const QDateTime &now);

} // namespace coupe::workspace::traces
