#pragma once

#include <gimlet/release.h>

namespace coupe::gitops {

/// The file in which Gimlet says what it deployed (contract §6.1).
inline constexpr char ReleaseFile[] = "release.json";

/// One line, members in the contract's order, without what only a server's answer holds.
QByteArray releaseLine(const gimlet::Release &release);

} // namespace coupe::gitops
