#pragma once

#include <QString>

namespace coupe::bench {

/// How long Gimlet's own algorithm takes to list releases of an environment (contract §6.3), in milliseconds, written
/// plainly with libgit2: a walk over the history, and one more for each release to see whether it was rolled back.
double gimletsWay(const QString &repository, const QByteArray &env, int releases);

} // namespace coupe::bench
