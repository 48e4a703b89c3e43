#include "receiver.h"

#include "messages.h"
#include "requestrules.h"

#include <QLocale>
#include <QNetworkReply>
#include <QSslError>

namespace coupe::client {

namespace {

/// More than this is left in the kernel, so that the sender feels it, until we took what there is.
constexpr qint64 ReadBufferSize = 256 * 1024;

QDateTime timeOfDateHeader(const QByteArray &header)
{
    // "Tue, 15 Nov 1994 08:12:31 GMT", the only form that anybody still sends.
    QDateTime time = QLocale::c().toDateTime(
        QString::fromLatin1(header).trimmed().chopped(header.trimmed().endsWith(" GMT") ? 4 : 0),
        QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

Receiver::Receiver(QNetworkReply *reply, const Limits &limits, QDeadlineTimer deadline,
    std::function<void(Answer, QUrl)> done, QObject *parent)
    : QObject(parent), m_reply(reply), m_limits(limits), m_done(std::move(done))
{
    reply->setParent(this);
    reply->setReadBufferSize(ReadBufferSize);
    connect(reply, &QNetworkReply::readyRead, this, &Receiver::takeIn);
    connect(reply, &QNetworkReply::finished, this, &Receiver::finish);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsComplaints.append(error.errorString());
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_limits.bytes)
            giveUp(GivenUp::TooLarge);
    });
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { giveUp(GivenUp::Deadline); });
    m_deadline.start(int(std::max<qint64>(0, deadline.remainingTime())));
}

Receiver::~Receiver()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
}

void Receiver::takeIn()
{
    if (m_givenUp != GivenUp::No || !m_reply->isOpen())
        return;
    const QByteArray chunk = m_reply->readAll();
    m_size += chunk.size();
    m_chunks.append(chunk);
    if (m_size > m_limits.bytes)
        giveUp(GivenUp::TooLarge);
}

QByteArray Receiver::takeBody()
{
    QByteArray body;
    body.reserve(m_size);
    while (!m_chunks.isEmpty())
        body += m_chunks.takeFirst();
    return body;
}

void Receiver::giveUp(GivenUp why)
{
    if (m_givenUp != GivenUp::No || !m_reply)
        return;
    m_givenUp = why;
    m_chunks.clear();
    m_reply->abort();
}

void Receiver::finish()
{
    m_deadline.stop();
    takeIn();
    if (!m_reply)
        return; // takeIn() gave up, and came back here for it
    Answer answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = m_givenUp == GivenUp::No ? takeBody() : QByteArray();
    answer.date = timeOfDateHeader(m_reply->rawHeader("Date"));
    answer.error = transportError(answer.status);
    QUrl target;
    if (answer.status >= 300 && answer.status < 400 && m_reply->hasRawHeader("Location"))
        target = m_reply->url().resolved(QUrl::fromEncoded(m_reply->rawHeader("Location")));
    const auto done = std::exchange(m_done, nullptr);
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_reply.clear();
    if (done)
        done(std::move(answer), std::move(target));
}

std::optional<Error> Receiver::transportError(int status) const
{
    const QString server = nameOf(m_reply->url());
    const auto error = [&](ErrorKind kind, const QString &message) {
        return Error{kind, message, m_reply->errorString(), status};
    };
    switch (m_givenUp) {
    case GivenUp::Deadline:
        return Error{ErrorKind::Timeout, messages::tooLate(server), {}, status};
    case GivenUp::TooLarge:
        return Error{ErrorKind::TooLarge, messages::tooLarge(m_limits.bytes), {}, status};
    case GivenUp::No:
        break;
    }
    switch (m_reply->error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::ConnectionRefusedError:
        return error(ErrorKind::Unreachable, messages::refusedConnection(server));
    case QNetworkReply::HostNotFoundError:
        return error(ErrorKind::Unreachable, messages::hostNotFound(m_reply->url().host()));
    case QNetworkReply::SslHandshakeFailedError:
        if (m_tlsComplaints.isEmpty())
            return error(ErrorKind::Tls, messages::noTlsAgreed(server));
        return Error{ErrorKind::Tls, messages::notTrusted(server), m_tlsComplaints.join(QStringLiteral("; ")), status};
    case QNetworkReply::TimeoutError:
        return error(ErrorKind::Timeout, messages::tooLate(server));
    case QNetworkReply::OperationCanceledError: // setTransferTimeout says it like this
        return Error{ErrorKind::Timeout, messages::silent(server), {}, status};
    case QNetworkReply::ContentReSendError: // Qt wanted to send again, see OnceOnlyBody
        if (status >= 300 && status < 400) // it rewinds for 307 and 308 before it asks whether it may follow
            return {};
        [[fallthrough]];
    case QNetworkReply::RemoteHostClosedError:
        return error(ErrorKind::Interrupted, messages::interrupted(server));
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return error(ErrorKind::Unreachable, messages::proxyFailed());
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return error(ErrorKind::Unreachable, messages::unreachable(server));
    case QNetworkReply::UnknownNetworkError:
        return status == 0 ? error(ErrorKind::Unreachable, messages::unreachable(server))
                           : error(ErrorKind::Interrupted, messages::interrupted(server));
    default:
        // With a status of 400 and more Qt's error only repeats it.
        if (status >= 400)
            return {};
        return error(ErrorKind::Malformed, messages::garbled(server));
    }
}

} // namespace coupe::client
