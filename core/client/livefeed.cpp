#include "livefeed.h"

namespace coupe::client {

class LiveFeed::Private
{
};

LiveFeed::Transport LiveFeed::transportFor(const Capabilities &capabilities)
{
    if (capabilities.offers(Feature::Websocket))
        return Transport::Websocket;
    return capabilities.offers(Feature::ServerSentEvents) ? Transport::ServerSentEvents : Transport::None;
}

LiveFeed::LiveFeed(Connection, Transport, FeedTiming, QObject *parent)
    : QObject(parent)
{
}

LiveFeed::~LiveFeed() = default;
void LiveFeed::start() { }
void LiveFeed::stop() { }
void LiveFeed::retryNow() { }
bool LiveFeed::isConnected() const { return false; }
int LiveFeed::malformedCount() const { return 0; }

} // namespace coupe::client
