#pragma once

#include "websocketsession.h"

namespace coupe::service {

/// One HTTP connection: request, answer, and again, until either side has enough.
class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(HttpCore &core, tcp::socket socket) : m_core(core), m_stream(std::move(socket)) { m_core.add(this); }

    ~HttpSession() override { m_core.remove(this); }

    void start() { readHead(); }

    void close() override
    {
        m_lastRequest = true;
        if (m_waitsForRequest)
            abort();
    }

    void abort() override { m_stream.close(); }

private:
    using Parser = http::request_parser<http::string_body>;
    static constexpr std::uint32_t MaxHead = 16 * 1024;
    static constexpr int MaxFields = 100;
    /// Bodies above this are read only once the handler has seen the head.
    static constexpr qsizetype LargeBody = 64 * 1024;

    template <typename Member> auto then(Member member)
    {
        return [self = shared_from_this(), member](beast::error_code error, size_t = 0) { ((*self).*member)(error); };
    }

    void waitForNext()
    {
        if (m_core.stopping)
            return;
        if (m_buffer.size() > 0)
            return readHead();
        m_waitsForRequest = true;
        m_stream.expires_after(std::chrono::seconds(m_core.options.idleSeconds));
        m_stream.async_read_some(
            m_buffer.prepare(4096), [self = shared_from_this()](beast::error_code error, size_t size) {
                self->m_waitsForRequest = false;
                self->m_buffer.commit(size);
                if (!error)
                    self->readHead();
            });
    }

    void readHead()
    {
        m_waitsForRequest = m_buffer.size() == 0;
        m_parser.emplace();
        m_parser->header_limit(MaxHead);
        m_parser->body_limit(boost::none); // judged when the head is known
        m_stream.expires_after(std::chrono::seconds(m_core.options.headSeconds));
        http::async_read_header(m_stream, m_buffer, *m_parser, then(&HttpSession::onHead));
    }

    void onHead(beast::error_code error)
    {
        m_waitsForRequest = false;
        if (error == http::error::header_limit || error == http::error::buffer_overflow)
            return answerAndClose(plainText(431, "Request Header Fields Too Large\n"));
        if (error == http::error::end_of_stream || error == beast::error::timeout
            || error == http::error::partial_message)
            return hangUp();
        if (error)
            return error.category() == http::make_error_code(http::error::bad_method).category()
                ? answerAndClose(plainText(400, "Bad Request\n"))
                : abort();
        if (const auto refusal = refuseHead())
            return answerAndClose(*refusal);

        const auto length = m_parser->content_length();
        if (!m_parser->chunked() && length.value_or(0) == 0) {
            m_request.body.clear();
            return readBody();
        }
        if (m_parser->chunked() || *length > size_t(LargeBody)) {
            return askHandler([](Handler &handler, const Request &head) { return handler.refuse(head); },
                [](HttpSession &self, std::optional<Response> refusal) {
                    refusal ? self.answerAndClose(std::move(*refusal)) : self.inviteBody();
                });
        }
        inviteBody();
    }

    /// Takes the head into m_request, or says why not.
    std::optional<Response> refuseHead()
    {
        const auto &message = m_parser->get();
        m_request = {};
        int fields = 0;
        int hosts = 0;
        for (const auto &field : message) {
            if (++fields > MaxFields)
                return plainText(431, "Request Header Fields Too Large\n");
            const QByteArray name =
                QByteArray(field.name_string().data(), qsizetype(field.name_string().size())).toLower();
            hosts += name == "host";
            if (!m_request.headers.contains(name))
                m_request.headers.insert(name, QByteArray(field.value().data(), qsizetype(field.value().size())));
        }
        const QByteArray target(message.target().data(), qsizetype(message.target().size()));
        if (hosts > 1 || !target.startsWith('/'))
            return plainText(400, "Bad Request\n");
        if (!m_core.hosts.contains(m_request.header("host").toLower()))
            return plainText(421, "Misdirected Request\n");
        if (isForeign())
            return plainText(403, "Forbidden\n");

        const qsizetype question = target.indexOf('?');
        m_request.method = QByteArray(message.method_string().data(), qsizetype(message.method_string().size()));
        m_request.path = QByteArray::fromPercentEncoding(target.left(question < 0 ? target.size() : question));
        m_request.query = question < 0 ? QByteArray() : target.mid(question + 1);
        m_request.isWebSocketUpgrade = websocket::is_upgrade(message);

        const qsizetype cap = m_core.options.maxBodyOf.value(m_request.path, m_core.options.maxBody);
        m_parser->body_limit(std::uint64_t(cap));
        if (const auto length = m_parser->content_length(); length && *length > std::uint64_t(cap))
            return plainText(413, "Request Entity Too Large\n");
        return std::nullopt;
    }

    /// A web page of somebody else may make a browser send requests here: those are told by these two headers.
    bool isForeign() const
    {
        const QByteArray site = m_request.header("sec-fetch-site").toLower();
        if (!site.isEmpty() && site != "same-origin" && site != "none")
            return true;
        const QByteArray origin = m_request.header("origin").toLower();
        return !origin.isEmpty()
            && !(origin.startsWith("http://") && m_core.hosts.contains(origin.mid(qsizetype(qstrlen("http://")))));
    }

    void inviteBody()
    {
        if (m_request.header("expect").compare("100-continue", Qt::CaseInsensitive) != 0)
            return readBody();
        static constexpr char words[] = "HTTP/1.1 100 Continue\r\n\r\n";
        net::async_write(m_stream, net::buffer(words, sizeof words - 1), then(&HttpSession::onInvited));
    }

    void onInvited(beast::error_code error)
    {
        if (!error)
            readBody();
    }

    void readBody()
    {
        m_stream.expires_after(std::chrono::seconds(m_core.options.bodySeconds));
        http::async_read(m_stream, m_buffer, *m_parser, then(&HttpSession::onBody));
    }

    void onBody(beast::error_code error)
    {
        if (error == http::error::body_limit)
            return answerAndClose(plainText(413, "Request Entity Too Large\n"));
        if (error == beast::error::timeout || error == http::error::partial_message)
            return hangUp();
        if (error)
            return answerAndClose(plainText(400, "Bad Request\n"));
        const std::string &body = m_parser->get().body();
        m_request.body = QByteArray(body.data(), qsizetype(body.size()));
        m_lastRequest = m_lastRequest || !m_parser->keep_alive();
        m_stream.expires_never();
        askHandler([](Handler &handler, const Request &request) { return handler.handle(request); },
            [](HttpSession &self, Response response) { self.onResponse(std::move(response)); });
    }

    /// Runs @p question on a handler's thread and @p next, with what it returned, on this one.
    template <typename Question, typename Next> void askHandler(Question question, Next next)
    {
        m_core.pool->run([self = shared_from_this(), question, next](Handler &handler) mutable {
            auto answer = question(handler, std::as_const(self->m_request));
            net::io_context &io = self->m_core.io;
            net::post(io, [self = std::move(self), next, answer = std::move(answer)]() mutable {
                next(*self, std::move(answer));
            });
        });
    }

    void onResponse(Response response)
    {
        if (response.status != Response::SwitchProtocols)
            return answer(std::move(response));
        if (m_core.stopping)
            return abort();
        const auto listener = std::make_shared<WebSocketSession>(m_core, std::move(m_stream));
        listener->accept(m_parser->release());
    }

    void answerAndClose(Response response)
    {
        m_lastRequest = true;
        m_drain = true;
        answer(std::move(response));
    }

    void answer(Response response)
    {
        m_body = std::move(response.body);
        m_response = {};
        m_response.version(11);
        m_response.result(unsigned(response.status));
        m_response.set(
            http::field::cache_control, "no-cache, no-store, no-transform, must-revalidate, private, max-age=0");
        if (!response.contentType.isEmpty())
            m_response.set(http::field::content_type, response.contentType.toStdString());
        for (const auto &[name, value] : std::as_const(response.headers))
            m_response.set(name.toStdString(), value.toStdString());
        m_response.keep_alive(!m_lastRequest && !m_core.stopping);
        m_response.body() = {m_body.constData(), size_t(m_body.size())};
        if (response.status != 204)
            m_response.content_length(size_t(m_body.size()));
        m_stream.expires_after(std::chrono::seconds(m_core.options.bodySeconds));
        http::async_write(m_stream, m_response, then(&HttpSession::onAnswered));
    }

    void onAnswered(beast::error_code error)
    {
        m_body.clear();
        if (error)
            return abort();
        if (m_response.keep_alive())
            return waitForNext();
        hangUp();
    }

    void hangUp()
    {
        beast::error_code ignored;
        std::ignore = m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        if (!m_drain)
            return abort();
        // Closing with unread bytes would reset the connection and take our answer with it, so read some of them first.
        m_stream.expires_after(std::chrono::seconds(1));
        drain();
    }

    void drain()
    {
        m_buffer.clear();
        m_stream.async_read_some(
            m_buffer.prepare(16 * 1024), [self = shared_from_this()](beast::error_code error, size_t) {
                error || self->m_core.stopping ? self->abort() : self->drain();
            });
    }

    HttpCore &m_core;
    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer{64 * 1024};
    std::optional<Parser> m_parser;
    Request m_request;
    QByteArray m_body;
    http::response<http::span_body<const char>> m_response;
    bool m_waitsForRequest = true;
    bool m_lastRequest = false;
    bool m_drain = false;
};

} // namespace coupe::service
