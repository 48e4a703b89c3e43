#include "websocketfeed.h"

#include "messages.h"
#include "requestrules.h"

#include <QNetworkProxy>
#include <QWebSocket>

namespace coupe::client {

using namespace Qt::StringLiterals;

namespace {
// Qt's own are 2 GiB.
constexpr quint64 MaxFrame = 1024 * 1024;
constexpr quint64 MaxMessage = 4 * MaxFrame;
} // namespace

WebsocketFeed::WebsocketFeed(const Connection &connection, const FeedTiming &timing)
    : m_socket(std::make_unique<QWebSocket>()), m_missedPongs(timing.missedPongs)
{
    auto url = urlFor(connection, u"/ws/"_s, {});
    if (!url) {
        end(url.error());
        return;
    }
    url->setScheme(url->scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    m_socket->setMaxAllowedIncomingFrameSize(MaxFrame);
    m_socket->setMaxAllowedIncomingMessageSize(MaxMessage);
    if (isLoopback(*url))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    if (url->scheme() == "wss"_L1) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        m_socket->setSslConfiguration(tls);
    }

    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_open = true;
        m_handshake.stop();
        m_heartbeat.start();
        begin();
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
        [this](const QString &text) { Q_EMIT message(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_unanswered = 0; });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebsocketFeed::failed);
    // After a refused handshake the state stays Connecting, and disconnected() never comes.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_socket.get(), &QWebSocket::errorOccurred, this, &WebsocketFeed::failed);
#else
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebsocketFeed::failed);
#endif
    m_handshake.setSingleShot(true);
    m_handshake.setInterval(timing.handshake);
    connect(&m_handshake, &QTimer::timeout, this, [this] { fail(messages::feedRefused(), ErrorKind::Timeout); });
    m_heartbeat.setInterval(timing.ping);
    connect(&m_heartbeat, &QTimer::timeout, this, &WebsocketFeed::beat);

    QNetworkRequest request(*url);
    if (!connection.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + connection.token);
    m_handshake.start();
    m_socket->open(request);
}

WebsocketFeed::~WebsocketFeed()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

void WebsocketFeed::fail(const QString &message, ErrorKind kind)
{
    m_handshake.stop();
    m_heartbeat.stop();
    const Error error{kind, message, m_socket->errorString(), 0};
    m_socket->disconnect(this);
    m_socket->abort();
    end(error);
}

void WebsocketFeed::failed()
{
    if (!m_open) {
        // Qt 6.4 tells the status in words only.
        const bool unauthorized = m_socket->errorString().contains("status code: 401"_L1);
        return fail(unauthorized ? messages::unauthorized() : messages::feedRefused(),
            unauthorized ? ErrorKind::Unauthorized : ErrorKind::Unreachable);
    }
    if (m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData)
        return fail(messages::feedTooLarge(), ErrorKind::TooLarge);
    fail(messages::feedLost(), ErrorKind::Interrupted);
}

void WebsocketFeed::beat()
{
    if (m_unanswered >= m_missedPongs)
        return fail(messages::feedSilent(), ErrorKind::Timeout);
    ++m_unanswered;
    m_socket->ping();
}

} // namespace coupe::client
