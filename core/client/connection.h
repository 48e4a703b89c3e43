#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QDebug>
#include <QUrl>

namespace coupe::client {

/// Where a Gimlet is and who we are there.
struct Connection {
    QUrl server; ///< base address; may have a path, as behind an ingress
    QByteArray token; ///< a secret: never logged, never in an address; empty when there is none
    /// A token goes over plain http to this machine only, unless the person said otherwise for this connection.
    bool allowTokenWithoutTls = false;

    bool operator==(const Connection &) const = default;
};

/// Whether requests can be made at all: http or https, a host, and nothing secret in the address. Errors are Invalid.
Result<void> check(const Connection &connection);

/// Whether @p url stays on this machine: no proxy is asked for it, and plain http is safe.
bool isLoopback(const QUrl &url);

/// It holds a secret.
QDebug operator<<(QDebug, const Connection &) = delete;

} // namespace coupe::client
