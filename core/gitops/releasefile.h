#pragma once

#include "git.h"

#include <gimlet/release.h>

namespace coupe::gitops {

/// The file in which Gimlet says what it deployed (contract §6.1).
inline constexpr char ReleaseFile[] = "release.json";

/// One line, members in the contract's order, without what only a server's answer holds.
QByteArray releaseLine(const gimlet::Release &release);

/// The blob of a folder's release.json; Nothing when there is none, or it is not a plain file.
Result<git_oid> releaseBlob(git_repository *repository, const git_oid &folder);

/// What a folder's release.json says; none when it is missing, not a plain file, larger than 1 MiB or malformed. Env
/// and app are where the file stands, whatever it says.
Result<std::optional<gimlet::Release>> readRelease(
    git_repository *repository, const git_oid &folder, const QString &env, const QString &app);

} // namespace coupe::gitops
