#include "eventstreamfeed.h"

#include "messages.h"
#include "requestrules.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace coupe::client {

using namespace Qt::StringLiterals;

EventStreamFeed::EventStreamFeed(const Connection &connection, const FeedTiming &timing)
    : m_manager(managerFor(connection))
{
    const auto url = urlFor(connection, u"/sink/register"_s, {});
    if (!url) {
        end(url.error());
        return;
    }
    QNetworkRequest request = requestFor(*url, connection.token, Limits{.idle = timing.silence});
    request.setRawHeader("Accept", "text/event-stream");
    m_reply.reset(m_manager->get(request));
    m_reply->setReadBufferSize(256 * 1024);
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &EventStreamFeed::headArrived);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &EventStreamFeed::readMore);
    connect(m_reply.get(), &QNetworkReply::finished, this, &EventStreamFeed::finished);
    m_handshake.setSingleShot(true);
    connect(
        &m_handshake, &QTimer::timeout, this, [this] { fail({ErrorKind::Timeout, messages::feedRefused(), {}, 0}); });
    m_handshake.start(timing.handshake);
}

EventStreamFeed::~EventStreamFeed()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
}

void EventStreamFeed::headArrived()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_open || status == 0)
        return;
    if (status == 401)
        return fail({ErrorKind::Unauthorized, messages::unauthorized(), {}, status});
    const bool streams =
        m_reply->header(QNetworkRequest::ContentTypeHeader).toString().startsWith("text/event-stream"_L1);
    if (status != 200 || !streams)
        return fail({ErrorKind::Unreachable, messages::feedRefused(), {}, status});
    m_open = true;
    m_handshake.stop();
    begin();
}

void EventStreamFeed::readMore()
{
    if (!m_open || !m_reply->isOpen())
        return;
    for (const QByteArray &data : m_parser.add(m_reply->readAll()))
        Q_EMIT message(data);
    if (m_parser.isTooLarge())
        fail({ErrorKind::TooLarge, messages::feedTooLarge(), {}, 200});
}

void EventStreamFeed::finished()
{
    readMore();
    m_handshake.stop();
    const bool orderly = m_open && m_reply->error() == QNetworkReply::NoError;
    if (m_reply->error() == QNetworkReply::OperationCanceledError)
        return end({ErrorKind::Timeout, messages::feedSilent(), {}, 0});
    end({ErrorKind::Interrupted, m_open ? messages::feedLost() : messages::feedRefused(), m_reply->errorString(), 0},
        orderly);
}

void EventStreamFeed::fail(const Error &error)
{
    m_handshake.stop();
    end(error);
    // Aborted when we go: from within its own signals Qt would complain.
    m_reply->disconnect(this);
}

} // namespace coupe::client
