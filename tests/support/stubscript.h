#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <utility>
#include <variant>

/// What a StubServer does with a request, step by step.
namespace coupe::test {

using namespace std::chrono_literals;

struct Send {
    QByteArray bytes;
};

/// A few bytes at a time.
struct Drip {
    QByteArray bytes;
    std::chrono::milliseconds every = 100ms;
    int chunk = 1;
};

/// @p chunk again and again, as fast as the other side takes it, without ever holding all of it.
struct Flood {
    QByteArray chunk;
    qint64 total = 0;
};

struct Wait {
    std::chrono::milliseconds time;
};

/// Accepts a websocket; the steps after it send frames.
struct Upgrade {
};

/// Nothing more, and no end.
struct Hang {
};

/// Ends the connection in good order.
struct Close {
};

/// Ends the connection with a TCP reset.
struct Reset {
};

/// From now on new connections are refused.
struct StopListening {
};

using Step = std::variant<Send, Drip, Flood, Wait, Upgrade, Hang, Close, Reset, StopListening>;

/// When it ends without Close or Reset, the connection is kept for the next request.
using Script = QList<Step>;

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// A whole answer with its Content-Length, as bytes.
inline QByteArray response(int status, const QByteArray &body, const Headers &headers = {})
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Stub\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    return bytes + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline Script reply(int status, const QByteArray &body, const Headers &headers = {})
{
    return {Send{response(status, body, headers)}};
}

/// As Gimlet answers: JSON served as text (contract §2.4).
inline Script json(const QByteArray &body, int status = 200)
{
    return reply(status, body, {{"Content-Type", "text/plain; charset=utf-8"}});
}

inline Script page(int status, const QByteArray &words = "Bad gateway")
{
    return reply(
        status, "<!DOCTYPE html>\n<html><body><h1>" + words + "</h1></body></html>", {{"Content-Type", "text/html"}});
}

inline Script unknownPath()
{
    return reply(404, "404 page not found\n");
}

inline Script redirect(int status, const QByteArray &location)
{
    return reply(status, {}, {{"Location", location}});
}

/// A text frame of a websocket server, final unless @p opcode and @p final say otherwise.
inline QByteArray frame(const QByteArray &text, int opcode = 1, bool final = true)
{
    QByteArray bytes;
    bytes += char((final ? 0x80 : 0) | opcode);
    if (text.size() < 126) {
        bytes += char(text.size());
    } else if (text.size() < 65536) {
        bytes += char(126);
        bytes += char(text.size() >> 8);
        bytes += char(text.size() & 0xff);
    } else {
        bytes += char(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += char((quint64(text.size()) >> shift) & 0xff);
    }
    return bytes + text;
}

} // namespace coupe::test
