#pragma once

#include <QStringView>

namespace coupe::manifest {

/// Whether this is a checksum that charts and tools write so that pods start anew, and that says nothing by itself: the
/// key begins with "checksum/", or its part behind the last "/" ends in "checksum" or "-hash" (or is "hash" behind a
/// "/") and names neither git nor a commit; and the value is 8 to 128 hexadecimal digits, or the base64 of a digest.
bool isChecksum(QStringView key, QStringView value);

/// The same of a line "key: value" of YAML, quotes and a list's dash allowed: the length of what stands before the
/// value, else 0.
qsizetype checksumStart(QStringView line);

} // namespace coupe::manifest
