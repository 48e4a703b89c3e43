#pragma once

#include <client/livefeed.h>

#include <QByteArray>
#include <QTimer>

#include <array>

namespace coupe::client {

/// What one document of a live feed is a hint of, or nothing when it is none of the contract's (§4.1, §4.2).
std::optional<Topic> topicOf(const QByteArray &document);

/// What is in one message of a server: it may join several documents with line breaks.
struct FeedMessage {
    QList<Topic> topics;
    int malformed = 0;

    bool operator==(const FeedMessage &) const = default;
};
FeedMessage feedMessage(const QByteArray &text);

/// Lets the first hint of a topic through at once, and then at most one in each period, the last never lost.
class HintCoalescer final : public QObject
{
public:
    HintCoalescer(std::chrono::milliseconds period, std::function<void(Topic)> say);

    void add(Topic topic);
    void clear();

private:
    struct Slot {
        QTimer timer;
        bool pending = false;
    };
    std::array<Slot, 4> m_slots;
    std::function<void(Topic)> m_say;
};

} // namespace coupe::client
