#pragma once

#include <QString>

namespace coupe::manifest {

/// A short name for a value, as people speak of it: "image tag", "replicas", "memory limit", "env MANDATE_CHECK"; for
/// the less frequent its path's last part or two. @p path is a Value's; of a container that is not called as its object
/// is, the container is named: "memory limit (proxy)".
QString labelOf(const QString &kind, const QString &objectName, const QString &path);

} // namespace coupe::manifest
