#include "localhttp.h"

#include <gimlet/json.h>

#include <QJsonDocument>
#include <QNetworkProxy>

namespace coupe::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int PatienceMilliseconds = 20'000;

QByteArray bytesOf(const QJsonValue &body)
{
    return body.isObject() ? QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact) : QByteArray();
}

struct Head {
    int status = 0;
    qsizetype length = 0;
    bool closes = false;
};

Head headOf(const QByteArray &bytes)
{
    Head head;
    const QList<QByteArray> lines = bytes.split('\n');
    head.status = lines.front().split(' ').value(1).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (name == "content-length")
            head.length = value.toLongLong();
        else if (name == "connection")
            head.closes = value.toLower() == "close";
    }
    return head;
}

ErrorKind kindOf(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    default:
        return status >= 500 ? ErrorKind::ServerFailed : ErrorKind::Rejected;
    }
}

} // namespace

LocalHttp::LocalHttp(const QUrl &server) : m_server(server) { }

Result<QJsonValue> LocalHttp::get(const QByteArray &target, const QByteArray &token)
{
    return exchange("GET " + target + " HTTP/1.1\r\nHost: " + m_server.authority().toLatin1()
        + "\r\nAuthorization: Bearer " + token + "\r\n\r\n");
}

Result<QJsonValue> LocalHttp::post(const QByteArray &target, const QByteArray &token, const QJsonValue &body)
{
    const QByteArray content = bytesOf(body);
    return exchange("POST " + target + " HTTP/1.1\r\nHost: " + m_server.authority().toLatin1()
        + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(content.size()) + "\r\n\r\n" + content);
}

Result<QJsonValue> LocalHttp::exchange(const QByteArray &request)
{
    if (const auto connected = connectToServer(); !connected)
        return std::unexpected(connected.error());
    m_socket.write(request);
    const Result<QByteArray> headBytes = readUntil("\r\n\r\n");
    if (!headBytes)
        return std::unexpected(headBytes.error());
    const Head head = headOf(*headBytes);
    const Result<QByteArray> body = readBytes(head.length);
    if (!body)
        return std::unexpected(body.error());
    if (head.closes)
        m_socket.abort();
    if (head.status >= 300) {
        const QString words = QString::fromUtf8(*body).trimmed();
        return Failure(Error{kindOf(head.status), u"The demo's service said no."_s, words, head.status});
    }
    return body->isEmpty() ? QJsonValue() : gimlet::parseJson(*body);
}

Result<void> LocalHttp::connectToServer()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        return {};
    m_buffer.clear();
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
    if (!m_socket.waitForConnected(PatienceMilliseconds))
        return failure(ErrorKind::Unreachable, u"The demo's service does not answer."_s, m_socket.errorString());
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return {};
}

Result<QByteArray> LocalHttp::readUntil(const QByteArray &mark)
{
    qsizetype end = -1;
    while ((end = m_buffer.indexOf(mark)) < 0) {
        if (const auto more = waitForMore(); !more)
            return std::unexpected(more.error());
    }
    return readBytes(end + mark.size());
}

Result<QByteArray> LocalHttp::readBytes(qsizetype count)
{
    while (m_buffer.size() < count) {
        if (const auto more = waitForMore(); !more)
            return std::unexpected(more.error());
    }
    QByteArray bytes = m_buffer.first(count);
    m_buffer.remove(0, count);
    return bytes;
}

Result<void> LocalHttp::waitForMore()
{
    if (!m_socket.waitForReadyRead(PatienceMilliseconds) && m_socket.bytesAvailable() == 0) {
        const bool late = m_socket.error() == QAbstractSocket::SocketTimeoutError;
        return failure(late ? ErrorKind::Timeout : ErrorKind::Interrupted, u"The demo's service did not answer."_s,
            m_socket.errorString());
    }
    m_buffer += m_socket.readAll();
    return {};
}

} // namespace coupe::demo
