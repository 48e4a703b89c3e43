#pragma once

#include "remoteaddress.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

namespace coupe::gitops {

// The surroundings in which we run git: it asks nobody, runs nothing of a repository's, speaks English, leaves no trace
// of a token, and otherwise keeps what a person has set up for reaching a host (ssh, proxies, certificates, credential
// helpers).

/// @p hasSshCommand: the person's git configuration says how to call ssh.
QProcessEnvironment gitEnvironment(
    const QProcessEnvironment &own, const std::optional<RemoteAddress> &remote, bool hasSshCommand);

/// The options before git's sub-command.
QStringList gitOptions(const QString &repository, const QStringList &configuration);

} // namespace coupe::gitops
