#include "livefeed.h"

#include "backoff.h"
#include "feedconnection.h"
#include "feedhints.h"

#include <base/worker.h>

#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>

#include <deque>

namespace coupe::client {

namespace {
/// Messages that wait to be decoded. Whoever sends faster than we read gets a re-read of everything instead.
constexpr size_t MaxWaiting = 1000;
} // namespace

class LiveFeed::Private : public QObject
{
public:
    Private(LiveFeed *feed, Connection connection, Transport transport, const FeedTiming &timing)
        : q(feed), m_connection(std::move(connection)), m_transport(transport), m_timing(timing),
          m_backoff(timing.firstRetry, timing.lastRetry),
          m_hints(timing.coalesce, [feed](Topic topic) { Q_EMIT feed->hint(topic); }),
          m_decoder(QStringLiteral("feed-decoder"))
    {
        m_retry.setSingleShot(true);
        connect(&m_retry, &QTimer::timeout, this, &Private::open);
    }

    void open();
    void close();
    void opened();
    void decodeLater(const QByteArray &text);
    void ended(const Error &error, bool orderly);

    LiveFeed *q;
    Connection m_connection;
    Transport m_transport;
    FeedTiming m_timing;
    Backoff m_backoff;
    HintCoalescer m_hints;
    QTimer m_retry;
    QElapsedTimer m_age;
    std::unique_ptr<FeedConnection> m_current;
    bool m_open = false;
    bool m_overflowed = false;
    int m_malformed = 0;
    std::deque<Task> m_decoding;
    Worker m_decoder;
};

void LiveFeed::Private::open()
{
    m_retry.stop();
    m_current = FeedConnection::open(m_transport, m_connection, m_timing);
    if (!m_current)
        return;
    connect(m_current.get(), &FeedConnection::opened, this, &Private::opened);
    connect(m_current.get(), &FeedConnection::message, this, &Private::decodeLater);
    connect(m_current.get(), &FeedConnection::ended, this, &Private::ended);
}

void LiveFeed::Private::close()
{
    m_retry.stop();
    m_current.reset();
    m_open = false;
    m_hints.clear();
    m_decoding.clear();
}

void LiveFeed::Private::opened()
{
    m_open = true;
    m_age.start();
    const QPointer<LiveFeed> alive(q);
    Q_EMIT q->connected();
    if (alive && m_open)
        Q_EMIT q->resyncNeeded();
}

void LiveFeed::Private::decodeLater(const QByteArray &text)
{
    while (!m_decoding.empty() && !m_decoding.front().isRunning())
        m_decoding.pop_front();
    if (m_decoding.size() >= MaxWaiting) {
        m_overflowed = true;
        return;
    }
    m_decoding.push_back(m_decoder.run([text] { return feedMessage(text); },
        [this](const FeedMessage &message) {
            m_malformed += message.malformed;
            const QPointer<LiveFeed> alive(q);
            for (const Topic topic : message.topics) {
                m_hints.add(topic);
                if (!alive)
                    return;
            }
            if (std::exchange(m_overflowed, false))
                Q_EMIT q->resyncNeeded();
        }));
}

void LiveFeed::Private::ended(const Error &error, bool orderly)
{
    m_current.release()->deleteLater(); // it is calling us
    const bool wasOpen = std::exchange(m_open, false);
    if (error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Invalid) {
        close();
        const QPointer<LiveFeed> alive(q);
        Q_EMIT q->lost(error, std::chrono::milliseconds(-1));
        if (alive && error.kind == ErrorKind::Unauthorized)
            Q_EMIT q->unauthorized();
        return;
    }
    if (wasOpen && (orderly || m_age.hasExpired(m_timing.stable.count())))
        m_backoff.reset();
    const auto wait = orderly ? m_timing.firstRetry : m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_retry.start(wait);
    Q_EMIT q->lost(error, wait);
}

LiveFeed::Transport LiveFeed::transportFor(const Capabilities &capabilities)
{
    if (capabilities.offers(Feature::Websocket))
        return Transport::Websocket;
    return capabilities.offers(Feature::ServerSentEvents) ? Transport::ServerSentEvents : Transport::None;
}

LiveFeed::LiveFeed(Connection connection, Transport transport, FeedTiming timing, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(connection), transport, timing))
{
}

LiveFeed::~LiveFeed() = default;

void LiveFeed::start()
{
    if (!d->m_current && !d->m_retry.isActive())
        d->open();
}

void LiveFeed::stop()
{
    d->close();
}

void LiveFeed::retryNow()
{
    if (d->m_retry.isActive())
        d->open();
}

bool LiveFeed::isConnected() const
{
    return d->m_open;
}

int LiveFeed::malformedCount() const
{
    return d->m_malformed;
}

} // namespace coupe::client
