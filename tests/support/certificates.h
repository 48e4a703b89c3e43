#pragma once

#include <QSslConfiguration>
#include <QString>

#include <optional>

namespace coupe::test {

/// A server certificate that nobody vouches for, made on the spot by the openssl program. Nothing without openssl.
std::optional<QSslConfiguration> selfSignedServer(const QString &commonName);

} // namespace coupe::test
