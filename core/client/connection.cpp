#include "connection.h"

#include "messages.h"

#include <QHostAddress>

namespace coupe::client {

using namespace Qt::StringLiterals;

Result<void> check(const Connection &connection)
{
    const QUrl &server = connection.server;
    const bool isHttp = server.scheme() == "http"_L1 || server.scheme() == "https"_L1;
    if (!server.isValid() || !isHttp || server.host().isEmpty())
        return failure(ErrorKind::Invalid, messages::notAnAddress());
    if (!server.userInfo().isEmpty() || server.hasQuery() || server.hasFragment())
        return failure(ErrorKind::Invalid, messages::secretInAddress());
    // Anything else could end the header and begin another.
    if (std::ranges::any_of(connection.token, [](char byte) { return byte <= ' ' || byte >= '\x7f'; }))
        return failure(ErrorKind::Invalid, messages::notATokenText());
    const bool encrypted = server.scheme() == "https"_L1;
    if (!connection.token.isEmpty() && !encrypted && !isLoopback(server) && !connection.allowTokenWithoutTls)
        return failure(ErrorKind::Invalid, messages::tokenWithoutTls(server.host()));
    return {};
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace coupe::client
