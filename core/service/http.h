#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <memory>
#include <optional>

namespace coupe::service {

/// One HTTP request, complete and within the limits.
struct Request {
    QByteArray method;
    QByteArray path; ///< percent-decoded, without the query
    QByteArray query; ///< as sent
    QHash<QByteArray, QByteArray> headers; ///< names in lower case; of a repeated header the first
    QByteArray body;
    bool isWebSocketUpgrade = false;

    QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    bool hasParameter(QByteArrayView name) const;
    /// The first value of a query parameter, decoded; only the first counts (contract §2.4).
    QByteArray parameter(QByteArrayView name) const;
    QList<QByteArray> parameters(QByteArrayView name) const;
};

struct Response {
    /// Answered to a websocket upgrade: the connection becomes a listener to broadcast().
    static constexpr int SwitchProtocols = 101;

    int status = 200;
    QByteArray body;
    QByteArray contentType;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// Answers requests; one object for each of the server's handler threads, made, used and destroyed there.
class Handler
{
public:
    virtual ~Handler();
    virtual Response handle(const Request &request) = 0;
    /// Looks at a head whose body is large, before that is read: what it returns is the answer, and the body is not
    /// wanted.
    virtual std::optional<Response> refuse(const Request &head);
};

struct HttpOptions {
    QByteArray address = "127.0.0.1";
    quint16 port = 0;
    QByteArray publicHost; ///< a further Host that is served
    int maxConnections = 64;
    qsizetype maxBody = 1024 * 1024;
    /// Paths whose body may be larger than that.
    QHash<QByteArray, qsizetype> maxBodyOf;
    int handlerThreads = 4;
    int headSeconds = 10;
    int bodySeconds = 30;
    int idleSeconds = 60; ///< between two requests of one connection
    int pingSeconds = 36; ///< of websockets; one that is silent for twice as long is dropped
};

/// An HTTP/1.1 and websocket server for the loopback interface, on threads of its own: one for all sockets, a few for
/// the handlers.
///
/// Refused before a handler sees them: a foreign Host (421) or Origin (403), heads over 16 KiB or 100 fields (431),
/// bodies over their cap (413), and more than maxConnections at once (503). Slow senders are cut off at a deadline.
class HttpServer
{
public:
    using HandlerFactory = std::function<std::unique_ptr<Handler>()>;

    /// Takes the port; connections wait until serve(). Errors: Invalid (not an address), Unreachable (cannot listen
    /// there).
    static Result<std::unique_ptr<HttpServer>> listen(const HttpOptions &options, HandlerFactory makeHandler);

    /// Answers the requests in hand, closes everything, and joins the threads.
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Begins to answer.
    void serve();

    quint16 port() const;

    /// Sends @p document to every websocket. Documents that wait together travel in one frame, joined by newlines; a
    /// listener that is 256 documents behind is closed. Thread-safe; returns at once.
    void broadcast(const QByteArray &document);

private:
    class Private;
    explicit HttpServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace coupe::service
