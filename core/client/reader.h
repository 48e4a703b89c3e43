#pragma once

#include "receiver.h"

#include <client/connection.h>

class QNetworkAccessManager;

namespace coupe::client {

/// One GET. Follows redirects by hand, up to five and only within the same scheme, host and port, all under one
/// deadline. Destroyed early, it aborts and says nothing.
class Reader final : public QObject
{
    Q_OBJECT

public:
    /// @param done is called from the event loop, once; it may not destroy the reader, but deleteLater() it.
    Reader(QNetworkAccessManager *manager, const QUrl &url, const QByteArray &token, const Limits &limits,
        std::function<void(Answer)> done, QObject *parent);

private:
    void ask(const QUrl &url);
    void follow(Answer answer, const QUrl &target);

    QNetworkAccessManager *m_manager;
    QUrl m_origin;
    QByteArray m_token;
    Limits m_limits;
    QDeadlineTimer m_deadline;
    int m_redirects = 0;
    std::function<void(Answer)> m_done;
    std::unique_ptr<Receiver> m_receiver;
};

} // namespace coupe::client
