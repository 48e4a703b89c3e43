#pragma once

#include "stubscript.h"

#include <QSslConfiguration>
#include <QString>
#include <QThread>
#include <QUrl>
#include <QUrlQuery>

#include <memory>
#include <mutex>
#include <optional>

namespace coupe::test {

/// A request as it came over the wire.
struct Request {
    QByteArray method;
    QByteArray target;
    Headers headers;
    QByteArray body;
    int connection = 0; ///< counted from 1

    /// Empty when absent. Any case.
    QByteArray header(const QByteArray &name) const;
    QString path() const;
    QUrlQuery query() const;
    /// Everything, as one text to search for secrets.
    QByteArray wire() const;
};

/// A server that misbehaves to order: a raw socket on a free port of 127.0.0.1, on a thread of its own, which writes
/// down every request and then plays a script. Its methods are for the test's thread.
class StubServer
{
public:
    /// @param tls when given, every connection is encrypted with it
    explicit StubServer(std::optional<QSslConfiguration> tls = {});
    ~StubServer();

    quint16 port() const { return m_port; }
    QUrl url() const;

    /// What requests to @p path get, from now on. Unknown paths get Go's 404.
    void on(const QString &path, const Script &script);
    /// What the next request gets, whatever it asks for; several queue up.
    void next(const Script &script);
    /// What connections get before they said anything.
    void atConnect(const Script &script);
    /// Whether websocket pings are answered.
    void setAnswersPings(bool answers);
    /// Sends to all open websockets and unfinished answers.
    void push(const QByteArray &bytes);
    /// Ends all connections.
    void dropAll();
    void stopListening();

    QList<Request> requests() const;
    int count(const QByteArray &method) const;
    int connections() const;
    int openConnections() const;
    /// Data frames that websocket clients sent, and pings.
    int dataFrames() const;
    int pings() const;

private:
    friend class StubConversation;
    class Listener;

    Script scriptFor(const Request &request);

    mutable std::mutex m_mutex;
    QList<std::pair<QString, Script>> m_scripts;
    QList<Script> m_next;
    Script m_atConnect;
    QList<Request> m_requests;
    bool m_answersPings = true;
    int m_connections = 0;
    int m_open = 0;
    int m_dataFrames = 0;
    int m_pings = 0;

    QThread m_thread;
    Listener *m_listener = nullptr;
    quint16 m_port = 0;
    bool m_tls = false;
};

} // namespace coupe::test
