#include "sender.h"

#include "onceonlybody.h"
#include "requestrules.h"

#include <QNetworkReply>

namespace coupe::client {

using namespace Qt::StringLiterals;

Sender::Sender(const Connection &connection, const QUrl &url, const QByteArray &body, const QByteArray &idempotencyKey,
    const Limits &limits, std::function<void(Answer)> done, QObject *parent)
    : QObject(parent), m_manager(managerFor(connection))
      // A POST without a body is sent again by Qt: there would be nothing to rewind.
      ,
      m_body(new OnceOnlyBody(body.isEmpty() ? "{}"_ba : body, this)), m_done(std::move(done))
{
    QNetworkRequest request = requestFor(url, connection.token, limits);
    // Without both of these Qt would copy the body first, and rewind the copy.
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_body->bytesAvailable());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!idempotencyKey.isEmpty())
        request.setRawHeader("Idempotency-Key", idempotencyKey);
    QNetworkReply *reply = m_manager->post(request, m_body);
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    m_receiver = std::make_unique<Receiver>(
        reply, limits, QDeadlineTimer(limits.deadline),
        [this](Answer answer, const QUrl &) { finish(std::move(answer)); }, nullptr);
}

void Sender::finish(Answer answer)
{
    // When the connection breaks after the request was read, Qt connects again, and may end with "connection refused"
    // or a failed handshake although the request arrived. Only an untouched body proves the opposite: the head leaves
    // with it.
    const bool proves =
        answer.error && (answer.error->kind == ErrorKind::Unreachable || answer.error->kind == ErrorKind::Tls);
    answer.maybeDelivered = !proves || m_body->wasRead() || m_requestSent;
    const auto done = std::exchange(m_done, nullptr);
    deleteLater();
    done(std::move(answer));
}

} // namespace coupe::client
