#pragma once

#include <workspace/changestate.h>

#include <QByteArray>

namespace coupe::workspace {

/// @name What is listed, for other programs. UTF-8; times in UTC, ISO 8601
/// @{
/// Comma-separated with a head line, as RFC 4180 says. What a spreadsheet would take for a formula begins with an
/// apostrophe.
QByteArray toCsv(const QList<gitops::Change> &changes, const CommitWords &words, const QDateTime &now);

/// An array of objects; absent values are left out, and texts are as they are in git.
QByteArray toJson(const QList<gitops::Change> &changes, const CommitWords &words, const QDateTime &now);
/// @}

/// A state or kind as exports name it: "rolledBack", "policyDeploy".
QString nameOf(ReleaseState state);
QString nameOf(gitops::ChangeKind kind);

} // namespace coupe::workspace
