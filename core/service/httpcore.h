#pragma once

// What the connections share. Read by http.cpp alone, the one translation unit that compiles Boost.Beast.

#include "handlerpool.h"
#include "http.h"

#include <QSet>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <unordered_set>

namespace coupe::service {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using tcp = net::ip::tcp;

/// Something that holds a socket and can be told to let go of it.
class Session
{
public:
    virtual ~Session() = default;
    /// Finishes what is in hand, then closes.
    virtual void close() = 0;
    /// Closes at once.
    virtual void abort() = 0;
    virtual void send(const std::shared_ptr<const QByteArray> &) { }
};

/// Belongs to the socket thread; only `io` and `pool` may be touched by others.
struct HttpCore {
    net::io_context io{1};
    HttpOptions options;
    QSet<QByteArray> hosts; ///< values of Host that are ours, in lower case
    std::unique_ptr<HandlerPool> pool;
    std::unordered_set<Session *> sessions;
    int refusals = 0; ///< connections that are only being told to come back later
    bool stopping = false;

    void add(Session *session) { sessions.insert(session); }
    void remove(Session *session)
    {
        sessions.erase(session);
        if (stopping && sessions.empty())
            giveUp.cancel();
    }

    net::steady_timer giveUp{io};
};

inline Response plainText(int status, QByteArray line)
{
    return {status, std::move(line), "text/plain; charset=utf-8", {{"X-Content-Type-Options", "nosniff"}}};
}

} // namespace coupe::service
