#pragma once

#include "yamltree.h"

namespace coupe::manifest {

/// What stands for a value that nobody gets to see; the same whatever the value, its length included.
inline constexpr QStringView Mask = u"\u2022\u2022\u2022\u2022";

/// Marks as hidden what Kubernetes Secrets hold, wherever in @p documents they are: as documents, in lists of any kind,
/// or within other values. Of a Secret everything is hidden but apiVersion, kind, type, immutable and metadata; of
/// that, the annotation in which kubectl keeps the last state. A mapping that only refers to a Secret (kind without
/// apiVersion) loses data and stringData. Keys stay to be seen. Where a Secret uses an alias, its whole document is
/// hidden: the value stands elsewhere in it. Values elsewhere that merely sound secret, such as an env entry
/// DB_PASSWORD, and what is encrypted, such as a SealedSecret, are not hidden.
void hideSecrets(std::vector<YamlNode> &documents);

/// @p text with Mask for what hideSecrets() marked in its @p documents, and for the comments in Secrets. It has as many
/// lines as @p text: each line of a value of several is masked by itself.
QByteArray maskSecrets(const QByteArray &text, const std::vector<YamlNode> &documents);

/// The same for a text that cannot be read as YAML: where it mentions a Secret, next to nothing of it is left.
QByteArray maskUnreadable(const QByteArray &text);

} // namespace coupe::manifest
