#pragma once

#include "eventstreamparser.h"
#include "feedconnection.h"

#include <QTimer>

class QNetworkAccessManager;
class QNetworkReply;

namespace coupe::client {

/// Server-sent events of generation D. The server ends every stream after a minute, in good order.
class EventStreamFeed final : public FeedConnection
{
public:
    EventStreamFeed(const Connection &connection, const FeedTiming &timing);
    ~EventStreamFeed() override;

private:
    void headArrived();
    void readMore();
    void finished();
    void fail(const Error &error);

    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::unique_ptr<QNetworkReply> m_reply;
    QTimer m_handshake;
    EventStreamParser m_parser;
    bool m_open = false;
};

} // namespace coupe::client
