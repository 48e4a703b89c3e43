#include "smartserver.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

SmartServer::SmartServer(Manner manner, QString root)
    : m_manner(manner), m_root(std::move(root)), m_server(std::make_unique<QTcpServer>())
{
    QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { serve(*socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    m_server->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server.get(),
        [this] {
            m_server->listen(QHostAddress::LocalHost);
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

SmartServer::~SmartServer()
{
    QMetaObject::invokeMethod(m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QString SmartServer::url(const QString &repository) const
{
    return u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(repository);
}

QByteArrayList SmartServer::heard() const
{
    const std::scoped_lock guard(m_mutex);
    return m_heard;
}

void SmartServer::serve(QTcpSocket &socket)
{
    const QByteArray sofar = socket.peek(socket.bytesAvailable());
    const qsizetype end = sofar.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    QByteArrayList lines = sofar.first(end).split('\n');
    Request request;
    const QByteArrayList first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines)
        request.headers.insert(
            line.first(line.indexOf(':')).trimmed().toLower(), line.sliced(line.indexOf(':') + 1).trimmed());
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (sofar.size() < end + 4 + length)
        return;
    socket.skip(end + 4 + length);
    request.body = sofar.sliced(end + 4, length);
    ++m_requests;
    if (request.headers.contains("authorization")) {
        const std::scoped_lock guard(m_mutex);
        m_heard.append(request.headers.value("authorization"));
    }
    if (m_manner == Manner::Silent)
        return;
    socket.write("HTTP/1.1 " + answer(request));
    socket.disconnectFromHost();
}

QByteArray SmartServer::answer(const Request &request)
{
    const QByteArray nothing = "Connection: close\r\nContent-Length: 0\r\n\r\n";
    if (m_manner == Manner::Redirects)
        return "302 Found\r\nLocation: " + m_whereTo + request.target + "\r\n" + nothing;
    if (m_manner == Manner::Fails)
        return QByteArray::number(m_status) + " No\r\n" + nothing;
    if (m_manner == Manner::AsksForToken) {
        if (request.headers.value("authorization") != "Basic " + m_credentials.toBase64())
            return "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\n" + nothing;
        if (m_look)
            m_look();
    }
    return "200 OK\r\nConnection: close\r\n" + runBackend(request);
}

QByteArray SmartServer::runBackend(const Request &request) const
{
    const QUrl target = QUrl::fromEncoded(request.target);
    QProcess backend;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_PROJECT_ROOT"_s, m_root);
    environment.insert(u"GIT_HTTP_EXPORT_ALL"_s, u"1"_s);
    environment.insert(u"PATH_INFO"_s, target.path());
    environment.insert(u"QUERY_STRING"_s, target.query());
    environment.insert(u"REQUEST_METHOD"_s, QString::fromLatin1(request.method));
    environment.insert(u"CONTENT_TYPE"_s, QString::fromLatin1(request.headers.value("content-type")));
    environment.insert(u"CONTENT_LENGTH"_s, QString::number(request.body.size()));
    environment.insert(u"HTTP_CONTENT_ENCODING"_s, QString::fromLatin1(request.headers.value("content-encoding")));
    environment.insert(u"GIT_PROTOCOL"_s, QString::fromLatin1(request.headers.value("git-protocol")));
    backend.setProcessEnvironment(environment);
    backend.start(u"git"_s, {u"http-backend"_s});
    backend.write(request.body);
    backend.closeWriteChannel();
    backend.waitForFinished();
    return backend.readAllStandardOutput();
}
