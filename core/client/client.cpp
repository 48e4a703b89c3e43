#include "client.h"

#include "messages.h"
#include "probe.h"
#include "reader.h"
#include "requestrules.h"
#include "sender.h"

#include <QNetworkAccessManager>
#include <QTimer>

namespace coupe::client {

/// How far a call has come: on the network, or being decoded.
struct Client::Stage {
    QPointer<Reader> reader;
    Task decoding;
};

namespace {

/// The generation of a request that carried no token: its 401 says nothing of the token.
constexpr quint64 NoToken = std::numeric_limits<quint64>::max();

Error alreadyUnauthorized()
{
    return {ErrorKind::Unauthorized, messages::tokenAlreadyRefused(), {}, 401};
}

Answer refused(Error error)
{
    Answer answer;
    answer.error = std::move(error);
    answer.maybeDelivered = false;
    return answer;
}

} // namespace

Client::Client(Connection connection, QObject *parent)
    : QObject(parent), m_connection(std::move(connection)), m_readManager(managerFor(m_connection)),
      m_decoder(QStringLiteral("client-decoder"))
{
}

Client::~Client()
{
    // Before the managers, whose replies they hold.
    qDeleteAll(findChildren<Reader *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<Sender *>(Qt::FindDirectChildrenOnly));
}

void Client::setToken(const QByteArray &token)
{
    m_connection.token = token;
    m_unauthorized = false;
    ++m_tokenGeneration;
}

Task Client::read(const Call &call, Decode decode)
{
    const auto stage = std::make_shared<Stage>();
    auto [task, token] = Task::create([stage] {
        if (stage->reader)
            stage->reader->deleteLater(); // it may be what is dropping us
        stage->decoding = {};
    });
    if (call.withToken && m_unauthorized) {
        decodeLater(*stage, refused(alreadyUnauthorized()), std::move(decode), std::move(token));
        return std::move(task);
    }
    const auto url = urlFor(m_connection, call.path, call.query);
    if (!url) {
        decodeLater(*stage, refused(url.error()), std::move(decode), std::move(token));
        return std::move(task);
    }
    const quint64 generation = call.withToken ? m_tokenGeneration : NoToken;
    stage->reader = new Reader(
        m_readManager.get(), *url, call.withToken ? m_connection.token : QByteArray(), call.limits,
        [this, stage = std::weak_ptr(stage), generation, token, decode](Answer answer) {
            const auto ours = stage.lock();
            if (!ours || token->isCancelled())
                return;
            ours->reader->deleteLater();
            learnFrom(answer, generation);
            decodeLater(*ours, std::move(answer), decode, token);
        },
        this);
    return std::move(task);
}

Task Client::post(const Call &call, const Result<void> &sensible, const QByteArray &body,
    const QByteArray &idempotencyKey, Decode decode)
{
    const auto stage = std::make_shared<Stage>();
    auto [task, token] = Task::create([stage] { stage->decoding = {}; });
    const auto url = urlFor(m_connection, call.path, call.query);
    if (!sensible || m_unauthorized || !url) {
        const Error why = !sensible ? sensible.error() : m_unauthorized ? alreadyUnauthorized() : url.error();
        decodeLater(*stage, refused(why), std::move(decode), std::move(token));
        return std::move(task);
    }
    new Sender(
        m_connection, *url, body, idempotencyKey, call.limits,
        [this, stage, generation = m_tokenGeneration, token, decode](Answer answer) {
            learnFrom(answer, generation);
            if (!token->isCancelled())
                decodeLater(*stage, std::move(answer), decode, token);
        },
        this);
    return std::move(task);
}

void Client::decodeLater(Stage &stage, Answer answer, Decode decode, std::shared_ptr<Task::Token> token)
{
    stage.decoding =
        m_decoder.run([answer = std::move(answer), decode = std::move(decode)]() -> Delivery { return decode(answer); },
            [token = std::move(token), alive = std::weak_ptr(m_alive)](Delivery deliver) {
                if (!token->isCancelled() && !alive.expired())
                    deliver();
            });
}

void Client::learnFrom(const Answer &answer, quint64 tokenGeneration)
{
    if (answer.date.isValid())
        m_clockSkew = std::chrono::milliseconds(QDateTime::currentDateTimeUtc().msecsTo(answer.date));
    if (answer.status != 401 || tokenGeneration != m_tokenGeneration || m_unauthorized)
        return;
    m_unauthorized = true;
    // From the event loop, so that whoever listens may do anything, even without this client.
    QTimer::singleShot(0, this, &Client::unauthorized);
}

Task Client::probe(std::function<void(Result<Capabilities>)> done)
{
    return Probe::start(*this, std::move(done));
}

} // namespace coupe::client
