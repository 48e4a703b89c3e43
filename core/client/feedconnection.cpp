#include "feedconnection.h"

#include "eventstreamfeed.h"
#include "websocketfeed.h"

#include <QTimer>

namespace coupe::client {

FeedConnection::~FeedConnection() = default;

std::unique_ptr<FeedConnection> FeedConnection::open(
    LiveFeed::Transport transport, const Connection &connection, const FeedTiming &timing)
{
    switch (transport) {
    case LiveFeed::Transport::Websocket:
        return std::make_unique<WebsocketFeed>(connection, timing);
    case LiveFeed::Transport::ServerSentEvents:
        return std::make_unique<EventStreamFeed>(connection, timing);
    case LiveFeed::Transport::None:
        break;
    }
    return nullptr;
}

void FeedConnection::begin()
{
    QTimer::singleShot(0, this, &FeedConnection::opened);
}

void FeedConnection::end(const Error &error, bool orderly)
{
    if (std::exchange(m_ended, true))
        return;
    // Not from within a socket's own signal: whoever listens may destroy us.
    QTimer::singleShot(0, this, [this, error, orderly] { Q_EMIT ended(error, orderly); });
}

} // namespace coupe::client
