#pragma once

#include <base/task.h>
#include <base/worker.h>
#include <client/answer.h>
#include <client/capabilities.h>
#include <client/connection.h>
#include <client/endpoint.h>
#include <client/outcome.h>

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace coupe::client {

/// The Gimlet API of one server, for one token.
///
/// Lives on the thread that made it, needs its event loop, and calls back there, never before the call has returned.
/// Answers are decoded on a thread of its own. Errors are values of the kinds in base/error.h: Unreachable, Timeout,
/// Interrupted, Tls, Redirected, Unauthorized, Forbidden, NotFound, NotOffered, Rejected, ServerFailed, Malformed,
/// TooLarge, Invalid. Nothing is ever retried here, and nothing but this connection's own scheme, host and port ever
/// sees the token.
///
/// When the client is destroyed, reads end without their callbacks, and so do mutations, whose POST may have arrived.
class Client final : public QObject
{
    Q_OBJECT

public:
    explicit Client(Connection connection, QObject *parent = nullptr);
    ~Client() override;

    QUrl server() const { return m_connection.server; }
    const Connection &connection() const { return m_connection; }

    /// Replaces the token and lets calls through again after unauthorized().
    void setToken(const QByteArray &token);
    bool isUnauthorized() const { return m_unauthorized; }

    /// Reads. Dropping the task aborts the request.
    template <Endpoint E> Task get(const E &endpoint, std::function<void(Result<typename E::Reply>)> done)
    {
        return read({endpoint.path(), endpoint.query(), limitsOf<E>()},
            [endpoint, done = std::move(done)](const Answer &answer) -> Delivery {
                return [done, result = decoded(endpoint, answer)]() mutable { done(std::move(result)); };
            });
    }

    /// Sends @p mutation as exactly one POST, whatever happens to it, and tells which of the three it came to.
    ///
    /// Dropping the task silences the callback and nothing else: a POST that may be on its way is not called back by
    /// closing the connection, it only becomes unknowable. @p idempotencyKey goes out as a header, which Gimlet does
    /// not read yet.
    template <Mutation M>
    Task send(const M &mutation, const QByteArray &idempotencyKey, std::function<void(Outcome<typename M::Reply>)> done)
    {
        constexpr Limits patience{.bytes = 1024 * 1024, .deadline = 75s, .idle = 75s};
        return post({mutation.path(), mutation.query(), limitsOf<M>(patience)}, mutation.check(), mutation.body(),
            idempotencyKey, [mutation, done = std::move(done)](const Answer &answer) -> Delivery {
                return [done, outcome = judged(mutation, answer)]() mutable { done(std::move(outcome)); };
            });
    }

    /// Finds out which generation of Gimlet answers, and what it offers (contract §1.1). The token is not sent before
    /// the server has shown itself to be a Gimlet. Malformed when it is none.
    Task probe(std::function<void(Result<Capabilities>)> done);

    /// How far the server's clock is ahead of ours, by the last answer's Date; nothing before the first. Good to a
    /// second.
    std::optional<std::chrono::milliseconds> clockSkew() const { return m_clockSkew; }

Q_SIGNALS:
    /// The token was not accepted. Said once; after it every call fails with Unauthorized without touching the network,
    /// until setToken().
    void unauthorized();

private:
    friend class Probe;
    using Delivery = std::move_only_function<void()>;
    /// Made on the calling thread, called on the worker's; what it returns is called on the calling thread.
    using Decode = std::function<Delivery(const Answer &)>;

    struct Stage;
    struct Call {
        QString path;
        QUrlQuery query;
        Limits limits;
        bool withToken = true;
    };

    template <Endpoint E> static Result<typename E::Reply> decoded(const E &endpoint, const Answer &answer)
    {
        const Result<QJsonValue> json = jsonOf(answer);
        if (!json)
            return std::unexpected(json.error());
        if (answer.status != 200)
            return std::unexpected(unexpectedSuccess(answer));
        Result<typename E::Reply> reply = endpoint.parse(*json);
        if (!reply)
            return std::unexpected(notGimlets(reply.error(), answer));
        return reply;
    }

    template <Mutation M> static Outcome<typename M::Reply> judged(const M &mutation, const Answer &answer)
    {
        if (answer.error && !answer.maybeDelivered)
            return Refused{nothingDone(*answer.error)};
        const Result<QJsonValue> json = jsonOf(answer);
        const bool saidNo = answer.status >= 400 && answer.status < 500;
        if (!json && saidNo)
            return Refused{nothingDone(json.error())};
        if (!json)
            return Unknown{maybeDone(json.error())};
        if (answer.status != M::successStatus)
            return Unknown{maybeDone(unexpectedSuccess(answer))};
        Result<typename M::Reply> reply = mutation.parse(*json);
        if (!reply)
            return Unknown{maybeDone(notGimlets(reply.error(), answer))};
        return Accepted<typename M::Reply>{std::move(*reply)};
    }

    Task read(const Call &call, Decode decode);
    Task post(const Call &call, const Result<void> &sensible, const QByteArray &body, const QByteArray &idempotencyKey,
        Decode decode);
    void decodeLater(Stage &stage, Answer answer, Decode decode, std::shared_ptr<Task::Token> token);
    void learnFrom(const Answer &answer, quint64 tokenGeneration);

    Connection m_connection;
    std::optional<std::chrono::milliseconds> m_clockSkew;
    quint64 m_tokenGeneration = 0;
    bool m_unauthorized = false;
    std::shared_ptr<const bool> m_alive = std::make_shared<bool>(true); ///< asked by letters that arrive after us
    std::unique_ptr<QNetworkAccessManager> m_readManager;
    Worker m_decoder;
};

} // namespace coupe::client
