#pragma once

#include "receiver.h"

#include <client/connection.h>

#include <QNetworkAccessManager>

namespace coupe::client {

class OnceOnlyBody;

/// The one sender of mutations: hands exactly one POST to the network, follows nothing, repeats nothing.
///
/// Each has a manager, and so a connection, of its own: a kept connection that died in silence would leave it unknown
/// whether the request arrived.
class Sender final : public QObject
{
    Q_OBJECT

public:
    /// @param done is called from the event loop, once. The sender then goes away by itself.
    Sender(const Connection &connection, const QUrl &url, const QByteArray &body, const QByteArray &idempotencyKey,
        const Limits &limits, std::function<void(Answer)> done, QObject *parent);

private:
    void finish(Answer answer);

    std::unique_ptr<QNetworkAccessManager> m_manager;
    OnceOnlyBody *m_body;
    bool m_requestSent = false;
    std::function<void(Answer)> m_done;
    std::unique_ptr<Receiver> m_receiver;
};

} // namespace coupe::client
