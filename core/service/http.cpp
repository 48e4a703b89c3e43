#include "httpsession.h"

#include <pthread.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

QSet<QByteArray> hostsOf(const HttpOptions &options, const tcp::endpoint &endpoint)
{
    const QByteArray port = ':' + QByteArray::number(endpoint.port());
    QList<QByteArray> names{"127.0.0.1", "localhost", "[::1]"};
    if (!endpoint.address().is_unspecified()) {
        const QByteArray own = QByteArray::fromStdString(endpoint.address().to_string());
        names.append(endpoint.address().is_v6() ? '[' + own + ']' : own);
    }
    if (!options.publicHost.isEmpty())
        names.append(options.publicHost.toLower());
    QSet<QByteArray> hosts{options.publicHost.toLower()};
    for (const QByteArray &name : std::as_const(names)) {
        hosts.insert(name + port);
        if (endpoint.port() == 80)
            hosts.insert(name);
    }
    hosts.remove({});
    return hosts;
}

} // namespace

class HttpServer::Private
{
public:
    HttpCore core;
    tcp::acceptor acceptor{core.io};
    net::steady_timer breath{core.io};
    std::optional<net::executor_work_guard<net::io_context::executor_type>> work;
    std::thread thread;
    quint16 port = 0;

    void accept();
    void refuse(tcp::socket socket);
    void stop();
};

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpOptions &options, HandlerFactory makeHandler)
{
    auto d = std::make_unique<Private>();
    boost::system::error_code error;
    const auto address =
        net::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address.toStdString(), error);
    if (error) {
        return failure(ErrorKind::Invalid,
            u"%1 is not an address to listen on."_s.arg(QString::fromUtf8(options.address)),
            QString::fromStdString(error.message()));
    }
    const tcp::endpoint wanted(address, options.port);
    const auto attempt = [&](auto step) {
        if (!error)
            step();
    };
    std::ignore = d->acceptor.open(wanted.protocol(), error);
    attempt([&] { std::ignore = d->acceptor.set_option(net::socket_base::reuse_address(true), error); });
    attempt([&] { std::ignore = d->acceptor.bind(wanted, error); });
    attempt([&] { std::ignore = d->acceptor.listen(128, error); });
    if (error) {
        const QString where = u"%1:%2"_s.arg(QString::fromUtf8(options.address)).arg(options.port);
        return failure(ErrorKind::Unreachable,
            error == boost::system::errc::address_in_use ? u"Another program already listens on %1."_s.arg(where)
                                                         : u"It is not possible to listen on %1."_s.arg(where),
            QString::fromStdString(error.message()));
    }

    const tcp::endpoint endpoint = d->acceptor.local_endpoint();
    d->port = endpoint.port();
    d->core.options = options;
    d->core.hosts = hostsOf(options, endpoint);
    d->core.pool = std::make_unique<HandlerPool>(options.handlerThreads, std::move(makeHandler));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(d)));
}

void HttpServer::serve()
{
    d->work.emplace(d->core.io.get_executor());
    d->accept();
    d->thread = std::thread([&core = d->core] {
        pthread_setname_np(pthread_self(), "service-http");
        core.io.run();
    });
}

void HttpServer::Private::accept()
{
    acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) {
        if (core.stopping)
            return;
        if (error) { // most likely out of file descriptors: others have to go first
            breath.expires_after(std::chrono::milliseconds(100));
            breath.async_wait([this](boost::system::error_code cancelled) {
                if (!cancelled && !core.stopping)
                    accept();
            });
            return;
        }
        boost::system::error_code ignored;
        std::ignore = socket.set_option(tcp::no_delay(true), ignored);
        if (std::ssize(core.sessions) < core.options.maxConnections)
            std::make_shared<HttpSession>(core, std::move(socket))->start();
        else
            refuse(std::move(socket));
        accept();
    });
}

void HttpServer::Private::refuse(tcp::socket socket)
{
    static constexpr char words[] =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Retry-After: 1\r\nConnection: close\r\nContent-Length: 20\r\n\r\nService Unavailable\n";
    if (core.refusals >= core.options.maxConnections)
        return;
    ++core.refusals;
    const auto stream = std::make_shared<beast::tcp_stream>(std::move(socket));
    stream->expires_after(std::chrono::milliseconds(500));
    net::async_write(*stream, net::buffer(words, sizeof words - 1), [this, stream](beast::error_code, size_t) {
        beast::error_code ignored;
        std::ignore = stream->socket().shutdown(tcp::socket::shutdown_send, ignored);
        // Closing with unread bytes would reset the connection and take our answer with it.
        const auto unread = std::make_shared<std::array<char, 16 * 1024>>();
        stream->async_read_some(
            net::buffer(*unread), [this, stream, unread](beast::error_code, size_t) { --core.refusals; });
    });
}

void HttpServer::Private::stop()
{
    if (!thread.joinable())
        return;
    net::post(core.io, [this] {
        core.stopping = true;
        boost::system::error_code ignored;
        std::ignore = acceptor.close(ignored);
        breath.cancel();
        const std::vector<Session *> sessions(core.sessions.begin(), core.sessions.end());
        for (Session *session : sessions)
            session->close();
        if (core.sessions.empty())
            return;
        core.giveUp.expires_after(std::chrono::seconds(3));
        core.giveUp.async_wait([this](boost::system::error_code cancelled) {
            if (cancelled)
                return;
            for (Session *session : std::as_const(core.sessions))
                session->abort();
        });
    });
    core.pool->stop();
    work.reset();
    thread.join();
}

HttpServer::HttpServer(std::unique_ptr<Private> priv) : d(std::move(priv)) { }

HttpServer::~HttpServer()
{
    d->stop();
}

quint16 HttpServer::port() const
{
    return d->port;
}

void HttpServer::broadcast(const QByteArray &document)
{
    net::post(d->core.io, [d = d.get(), document = std::make_shared<const QByteArray>(document)] {
        const std::vector<Session *> sessions(d->core.sessions.begin(), d->core.sessions.end());
        for (Session *session : sessions)
            session->send(document);
    });
}

} // namespace coupe::service
