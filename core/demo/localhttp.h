#pragma once

#include <base/result.h>

#include <QJsonValue>
#include <QTcpSocket>
#include <QUrl>

namespace coupe::demo {

/// Speaks to the service of this process, one request after the other over one connection, waiting for each answer. For
/// worker threads only. Each request is sent once: when the connection breaks, that is an error.
class LocalHttp
{
public:
    explicit LocalHttp(const QUrl &server);

    /// @p target is path and query, encoded. Errors: those of the status, Interrupted, Timeout, Malformed.
    Result<QJsonValue> get(const QByteArray &target, const QByteArray &token);
    Result<QJsonValue> post(const QByteArray &target, const QByteArray &token, const QJsonValue &body = {});

private:
    Result<QJsonValue> exchange(const QByteArray &request);
    Result<void> connectToServer();
    Result<QByteArray> readUntil(const QByteArray &mark);
    Result<QByteArray> readBytes(qsizetype count);
    Result<void> waitForMore();

    QUrl m_server;
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

} // namespace coupe::demo
