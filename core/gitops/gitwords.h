#pragma once

#include "remoteaddress.h"

namespace coupe::gitops {

/// Why git failed, for people, from what it and ssh print (in English). The words become the error's detail. Only the
/// sentence and the kind depend on them: a remote can have lines of its own among them.
Error explainGit(const RemoteAddress &remote, const QString &words);

/// Whether the words say that our own copy is broken, rather than the remote or the way to it.
bool speaksOfDamage(const QString &words);

} // namespace coupe::gitops
