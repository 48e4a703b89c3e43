#include "feedhints.h"

#include <gimlet/json.h>

namespace coupe::client {

using namespace Qt::StringLiterals;

std::optional<Topic> topicOf(const QByteArray &document)
{
    const auto json = gimlet::parseJson(document);
    if (!json || !json->isObject())
        return {};
    const QJsonObject object = json->toObject();
    // Websockets say "event", server-sent events "type".
    const QString event = object.value("event"_L1).toString(object.value("type"_L1).toString());
    if (event.isEmpty())
        return {};
    static const QHash<QString, Topic> topics{
        {u"gitopsCommit"_s, Topic::GitopsCommits},
        {u"commitEvent"_s, Topic::GitopsCommits},
        {u"agentConnected"_s, Topic::Environments},
        {u"agentDisconnected"_s, Topic::Environments},
        {u"envsUpdated"_s, Topic::Environments},
        {u"fluxStateUpdatedEvent"_s, Topic::Environments},
        {u"staleRepoData"_s, Topic::Artifacts},
        {u"commitStatusUpdated"_s, Topic::Artifacts},
        {u"artifactCreatedEvent"_s, Topic::Artifacts},
    };
    return topics.value(event, Topic::Other);
}

FeedMessage feedMessage(const QByteArray &text)
{
    FeedMessage message;
    for (const QByteArray &line : text.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto topic = topicOf(line);
        if (!topic)
            ++message.malformed;
        else if (!message.topics.contains(*topic))
            message.topics.append(*topic);
    }
    return message;
}

HintCoalescer::HintCoalescer(std::chrono::milliseconds period, std::function<void(Topic)> say) : m_say(std::move(say))
{
    for (size_t index = 0; index < m_slots.size(); ++index) {
        Slot &slot = m_slots[index];
        slot.timer.setSingleShot(true);
        slot.timer.setInterval(period);
        connect(&slot.timer, &QTimer::timeout, this, [this, index] {
            if (std::exchange(m_slots[index].pending, false))
                add(Topic(index));
        });
    }
}

void HintCoalescer::add(Topic topic)
{
    Slot &slot = m_slots[size_t(topic)];
    if (slot.timer.isActive()) {
        slot.pending = true;
        return;
    }
    slot.timer.start();
    m_say(topic);
}

void HintCoalescer::clear()
{
    for (Slot &slot : m_slots) {
        slot.timer.stop();
        slot.pending = false;
    }
}

} // namespace coupe::client
