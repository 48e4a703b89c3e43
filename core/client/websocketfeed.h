#pragma once

#include "feedconnection.h"

#include <QTimer>

class QWebSocket;

namespace coupe::client {

/// A websocket with what QWebSocket lacks: an end to the handshake, limits, and a notice of silence.
class WebsocketFeed final : public FeedConnection
{
public:
    WebsocketFeed(const Connection &connection, const FeedTiming &timing);
    ~WebsocketFeed() override;

private:
    void fail(const QString &message, ErrorKind kind);
    void failed();
    void beat();

    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_handshake;
    QTimer m_heartbeat;
    int m_unanswered = 0;
    int m_missedPongs;
    bool m_open = false;
};

} // namespace coupe::client
