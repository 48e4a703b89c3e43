#pragma once

#include "httpcore.h"

#include <deque>

namespace coupe::service {

/// One listener of the live feed (contract §4.1). What it says is read and forgotten.
class WebSocketSession final : public Session, public std::enable_shared_from_this<WebSocketSession>
{
public:
    WebSocketSession(HttpCore &core, beast::tcp_stream stream) : m_core(core), m_socket(std::move(stream))
    {
        m_core.add(this);
    }

    ~WebSocketSession() override { m_core.remove(this); }

    void accept(const http::request<http::string_body> &upgrade)
    {
        beast::get_lowest_layer(m_socket).expires_never();
        m_socket.set_option(websocket::stream_base::timeout{std::chrono::seconds(m_core.options.headSeconds),
            // Beast pings after half of the time that it accepts silence for.
            std::chrono::seconds(2 * m_core.options.pingSeconds), true});
        m_socket.read_message_max(MaxInbound);
        m_socket.text(true);
        m_socket.async_accept(upgrade, [self = shared_from_this()](beast::error_code error) {
            if (error)
                return;
            self->m_open = true;
            self->read();
            self->write();
        });
    }

    void send(const std::shared_ptr<const QByteArray> &document) override
    {
        if (m_closing)
            return;
        if (m_queue.size() >= MaxQueue)
            return close(websocket::close_code::try_again_later);
        m_queue.push_back(document);
        write();
    }

    void close() override { close(websocket::close_code::going_away); }

    void abort() override { beast::get_lowest_layer(m_socket).close(); }

private:
    static constexpr size_t MaxInbound = 8192;
    static constexpr size_t MaxQueue = 256;

    void read()
    {
        m_inbound.clear();
        m_socket.async_read(m_inbound, [self = shared_from_this()](beast::error_code error, size_t) {
            if (!error)
                self->read();
            else
                self->m_closing = true;
        });
    }

    void write()
    {
        if (!m_open || m_writing || m_closing || m_queue.empty())
            return;
        m_writing = true;
        m_frame.clear();
        for (const auto &document : m_queue) {
            if (!m_frame.isEmpty())
                m_frame.append('\n');
            m_frame.append(*document);
        }
        m_queue.clear();
        m_socket.async_write(net::buffer(m_frame.constData(), size_t(m_frame.size())),
            [self = shared_from_this()](beast::error_code error, size_t) {
                self->m_writing = false;
                if (error)
                    return;
                if (self->m_closing)
                    return self->sayGoodbye();
                self->write();
            });
    }

    void close(websocket::close_code code)
    {
        if (std::exchange(m_closing, true))
            return;
        m_goodbye = code;
        if (!m_open)
            return abort();
        // A frame in flight may be stuck with a listener that does not read: it gets no longer than this.
        m_patience.expires_after(std::chrono::seconds(2));
        m_patience.async_wait([self = shared_from_this()](beast::error_code error) {
            if (!error)
                self->abort();
        });
        if (!m_writing)
            sayGoodbye();
    }

    void sayGoodbye()
    {
        m_socket.async_close(m_goodbye, [self = shared_from_this()](beast::error_code) { self->m_patience.cancel(); });
    }

    HttpCore &m_core;
    websocket::stream<beast::tcp_stream> m_socket;
    net::steady_timer m_patience{m_core.io};
    beast::flat_buffer m_inbound;
    std::deque<std::shared_ptr<const QByteArray>> m_queue;
    QByteArray m_frame;
    websocket::close_reason m_goodbye;
    bool m_open = false;
    bool m_writing = false;
    bool m_closing = false;
};

} // namespace coupe::service
