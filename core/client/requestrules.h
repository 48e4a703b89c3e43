#pragma once

#include <client/connection.h>
#include <client/endpoint.h>

#include <QNetworkRequest>

#include <memory>

class QNetworkAccessManager;

/// What every request of ours has in common. Measured reasons for each rule are beside it.
namespace coupe::client {

/// Appends @p path, percent-encoded and starting with a slash, to the connection's address. Invalid when the connection
/// is (see check()), or when the query would carry a token.
Result<QUrl> urlFor(const Connection &connection, const QString &path, const QUrlQuery &query);

/// A request with all rules applied; the token goes into the header, when there is one.
QNetworkRequest requestFor(const QUrl &url, const QByteArray &token, const Limits &limits);

/// A manager without cache, cookies and memory of passwords; past no proxy to this machine.
std::unique_ptr<QNetworkAccessManager> managerFor(const Connection &connection);

/// Scheme, host and port are the same: whoever is there may see the token.
bool sameOrigin(const QUrl &one, const QUrl &other);

/// How a server is called in sentences: its host, and its port unless it is the usual one.
QString nameOf(const QUrl &server);

} // namespace coupe::client
