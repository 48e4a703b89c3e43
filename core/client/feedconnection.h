#pragma once

#include <client/connection.h>
#include <client/livefeed.h>

namespace coupe::client {

/// One connection of a LiveFeed, used once: it opens, it says what comes, it ends.
class FeedConnection : public QObject
{
    Q_OBJECT

public:
    ~FeedConnection() override;

    static std::unique_ptr<FeedConnection> open(
        LiveFeed::Transport transport, const Connection &connection, const FeedTiming &timing);

Q_SIGNALS:
    /// From the event loop, as ended().
    void opened();
    /// One message, undecoded.
    void message(const QByteArray &text);
    /// Once, from the event loop. @p orderly when the server closed an open connection in good order.
    void ended(const coupe::Error &error, bool orderly);

protected:
    FeedConnection() = default;
    void begin();
    void end(const Error &error, bool orderly = false);

private:
    bool m_ended = false;
};

} // namespace coupe::client
