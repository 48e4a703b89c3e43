#include "requestrules.h"

#include "messages.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslConfiguration>

namespace coupe::client {

using namespace Qt::StringLiterals;

Result<QUrl> urlFor(const Connection &connection, const QString &path, const QUrlQuery &query)
{
    if (const auto usable = check(connection); !usable)
        return std::unexpected(usable.error());
    // Servers write addresses into their logs.
    if (query.hasQueryItem(u"access_token"_s))
        return failure(ErrorKind::Invalid, messages::secretInAddress());
    QUrl url = connection.server;
    QString base = url.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path, QUrl::TolerantMode);
    if (!query.isEmpty())
        url.setQuery(query);
    if (!url.isValid())
        return failure(ErrorKind::Invalid, messages::notAnAddress());
    return url;
}

QNetworkRequest requestFor(const QUrl &url, const QByteArray &token, const Limits &limits)
{
    QNetworkRequest request(url);
    // Qt's own following takes the token to other hosts, and makes a GET of a POST.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // Qt 6.4 has unpatched HTTP/2 faults (CVE-2023-51714, CVE-2024-39936).
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Any byte of a body starts this one anew: the absolute deadline is a timer of our own.
    request.setTransferTimeout(int(limits.idle.count()));
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Coupe"_s);
    request.setRawHeader("Accept", "application/json");
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    if (url.scheme() == "https"_L1) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        request.setSslConfiguration(tls);
    }
    return request;
}

std::unique_ptr<QNetworkAccessManager> managerFor(const Connection &connection)
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    if (isLoopback(connection.server))
        manager->setProxy(QNetworkProxy::NoProxy);
    return manager;
}

bool sameOrigin(const QUrl &one, const QUrl &other)
{
    const auto portOf = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

QString nameOf(const QUrl &server)
{
    return server.port() < 0 ? server.host() : server.host() + u':' + QString::number(server.port());
}

} // namespace coupe::client
