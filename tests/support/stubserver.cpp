#include "stubserver.h"

#include "stubconversation.h"

#include <QSslSocket>
#include <QTcpServer>

namespace coupe::test {

/// Accepts on the server's thread.
class StubServer::Listener final : public QTcpServer
{
public:
    Listener(StubServer *server, std::optional<QSslConfiguration> tls) : m_server(server), m_tls(std::move(tls)) { }

    template <typename Visit> void forEach(Visit visit)
    {
        for (StubConversation *conversation : findChildren<StubConversation *>())
            visit(conversation);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket *socket = m_tls ? new QSslSocket : new QTcpSocket;
        socket->setSocketDescriptor(descriptor);
        int number = 0;
        {
            const std::lock_guard lock(m_server->m_mutex);
            number = ++m_server->m_connections;
            ++m_server->m_open;
        }
        auto *conversation = new StubConversation(m_server, socket, number, this);
        connect(conversation, &StubConversation::stopListening, this, &QTcpServer::close);
        if (!m_tls)
            return conversation->start();
        auto *encrypted = static_cast<QSslSocket *>(socket);
        encrypted->setSslConfiguration(*m_tls);
        connect(encrypted, &QSslSocket::encrypted, conversation, &StubConversation::start);
        encrypted->startServerEncryption();
    }

private:
    StubServer *m_server;
    std::optional<QSslConfiguration> m_tls;
};

QByteArray Request::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Request::path() const
{
    return QUrl::fromEncoded(target).path();
}

QUrlQuery Request::query() const
{
    return QUrlQuery(QUrl::fromEncoded(target));
}

QByteArray Request::wire() const
{
    QByteArray text = method + ' ' + target + '\n';
    for (const auto &[name, value] : headers)
        text += name + ": " + value + '\n';
    return text + '\n' + body;
}

StubServer::StubServer(std::optional<QSslConfiguration> tls) : m_tls(tls.has_value())
{
    m_listener = new Listener(this, std::move(tls));
    m_listener->listen(QHostAddress::LocalHost);
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

StubServer::~StubServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl StubServer::url() const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void StubServer::on(const QString &path, const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.prepend({path, script});
}

void StubServer::next(const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_next.append(script);
}

void StubServer::atConnect(const Script &script)
{
    const std::lock_guard lock(m_mutex);
    m_atConnect = script;
}

void StubServer::setAnswersPings(bool answers)
{
    const std::lock_guard lock(m_mutex);
    m_answersPings = answers;
}

void StubServer::push(const QByteArray &bytes)
{
    QMetaObject::invokeMethod(m_listener, [listener = m_listener, bytes] {
        listener->forEach([&](StubConversation *conversation) { conversation->send(bytes); });
    });
}

void StubServer::dropAll()
{
    QMetaObject::invokeMethod(
        m_listener,
        [listener = m_listener] { listener->forEach([](StubConversation *conversation) { conversation->end(); }); },
        Qt::BlockingQueuedConnection);
}

void StubServer::stopListening()
{
    QMetaObject::invokeMethod(m_listener, [listener = m_listener] { listener->close(); }, Qt::BlockingQueuedConnection);
}

Script StubServer::scriptFor(const Request &request)
{
    const std::lock_guard lock(m_mutex);
    m_requests.append(request);
    if (!m_next.isEmpty())
        return m_next.takeFirst();
    for (const auto &[path, script] : std::as_const(m_scripts)) {
        if (path == request.path())
            return script;
    }
    return unknownPath();
}

QList<Request> StubServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

int StubServer::count(const QByteArray &method) const
{
    const auto all = requests();
    return int(std::ranges::count(all, method, &Request::method));
}

int StubServer::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

int StubServer::openConnections() const
{
    const std::lock_guard lock(m_mutex);
    return m_open;
}

int StubServer::dataFrames() const
{
    const std::lock_guard lock(m_mutex);
    return m_dataFrames;
}

int StubServer::pings() const
{
    const std::lock_guard lock(m_mutex);
    return m_pings;
}

} // namespace coupe::test
