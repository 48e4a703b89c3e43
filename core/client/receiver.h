#pragma once

#include <client/answer.h>
#include <client/endpoint.h>

#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QNetworkReply;

namespace coupe::client {

/// Takes in one reply within its limits and says what became of it, once. Owns the reply; destroyed early, it aborts it
/// and says nothing.
class Receiver final : public QObject
{
public:
    /// @param deadline of the whole answer, on the monotonic clock
    /// @param done is called from the event loop; it may not destroy the receiver, but deleteLater() it
    Receiver(QNetworkReply *reply, const Limits &limits, QDeadlineTimer deadline,
        std::function<void(Answer answer, QUrl redirectedTo)> done, QObject *parent);
    ~Receiver() override;

private:
    enum class GivenUp { No, Deadline, TooLarge };

    void takeIn();
    QByteArray takeBody();
    void giveUp(GivenUp why);
    void finish();
    std::optional<Error> transportError(int status) const;

    QPointer<QNetworkReply> m_reply;
    Limits m_limits;
    QTimer m_deadline;
    QList<QByteArray> m_chunks; ///< joined at the end: growing one array would hold it twice
    qint64 m_size = 0;
    QStringList m_tlsComplaints; ///< what the TLS layer objected to
    GivenUp m_givenUp = GivenUp::No;
    std::function<void(Answer, QUrl)> m_done;
};

} // namespace coupe::client
