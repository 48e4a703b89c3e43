#pragma once

#include "remoteaddress.h"
#include "transferprogress.h"

#include <base/result.h>

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace coupe::gitops {

/// One call of the git program.
struct GitCommand {
    QStringList arguments; ///< from the sub-command on
    QString repository; ///< the bare repository it works on; empty: none
    std::optional<RemoteAddress> remote; ///< whom it talks to; none: nobody
    QByteArray secret; ///< for the remote; a secret; empty: the person's credential helpers are asked
    /// The lock, an open file, under which git works. When this program dies, it lasts until git is gone; -1: none.
    int lock = -1;
};

struct GitPatience {
    /// How long a remote may say nothing.
    std::chrono::milliseconds silence = std::chrono::seconds(30);
    std::chrono::milliseconds total = std::chrono::hours(1);
};

struct GitOutcome {
    int exitCode = 0;
    QByteArray output; ///< at most 1 MiB
    QString words; ///< what it said beside its progress: untrusted, the last 64 KiB, without the secret
};

/// Called several times a second; false cancels.
using GitWatch = std::function<bool(const TransferProgress &)>;

/// Runs git and waits for it; needs no event loop, and must not be called on the thread of the windows. Any exit code
/// is an outcome. When this program dies, or the thread that waits, git ends with it.
///
/// git runs in a session of its own, which no terminal can ask anything, and on Cancelled, Timeout and TooLarge all
/// that it started is gone when this returns. It may hold 4 GiB of memory and write files of 8 GiB.
///
/// Errors: Cancelled; Timeout when the remote is silent or the time is up; TooLarge; Git when the program is missing or
/// dies; Invalid and Storage for the secret.
Result<GitOutcome> runGit(const GitCommand &command, const GitPatience &patience = {}, const GitWatch &watch = {});

} // namespace coupe::gitops
