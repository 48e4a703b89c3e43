#pragma once

#include <QByteArray>

namespace coupe::gitops {

/// What git is doing, in this order; a small transfer skips some. From Resolving on nothing comes from the remote any
/// more.
enum class TransferStep {
    Connecting,
    Counting, ///< the remote gathers what it will send
    Receiving,
    Resolving, ///< what came is put together
    Checking, ///< nothing is missing in what came
};

/// How far a clone or a fetch is.
struct TransferProgress {
    TransferStep step = TransferStep::Connecting;
    qint64 objects = 0; ///< of this step
    qint64 totalObjects = 0; ///< 0: not known
    qint64 bytes = 0; ///< received so far

    bool isLocalWork() const { return step >= TransferStep::Resolving; }
    bool operator==(const TransferProgress &) const = default;
};

/// Takes over what a line of `git fetch --progress` says. False when the line is no progress, but words.
bool readProgress(TransferProgress &progress, const QByteArray &line);

} // namespace coupe::gitops
