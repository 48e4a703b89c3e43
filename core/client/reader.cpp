#include "reader.h"

#include "messages.h"
#include "requestrules.h"

#include <QNetworkAccessManager>

namespace coupe::client {

namespace {
constexpr int MaxRedirects = 5;
}

Reader::Reader(QNetworkAccessManager *manager, const QUrl &url, const QByteArray &token, const Limits &limits,
    std::function<void(Answer)> done, QObject *parent)
    : QObject(parent), m_manager(manager), m_origin(url), m_token(token), m_limits(limits), m_deadline(limits.deadline),
      m_done(std::move(done))
{
    ask(url);
}

void Reader::ask(const QUrl &url)
{
    m_receiver = std::make_unique<Receiver>(
        m_manager->get(requestFor(url, m_token, m_limits)), m_limits, m_deadline,
        [this](Answer answer, const QUrl &target) { follow(std::move(answer), target); }, nullptr);
}

void Reader::follow(Answer answer, const QUrl &target)
{
    if (!answer.error && !target.isEmpty()) {
        const QString server = nameOf(m_origin);
        const bool ours = sameOrigin(m_origin, target) && target.userInfo().isEmpty();
        if (ours && m_redirects < MaxRedirects) {
            ++m_redirects;
            m_receiver.release()->deleteLater(); // it is calling us
            return ask(target);
        }
        answer.error = Error{ErrorKind::Redirected,
            ours ? messages::redirectedTooOften(server) : messages::redirectedElsewhere(server, nameOf(target)), {},
            answer.status};
    }
    const auto done = std::exchange(m_done, nullptr);
    done(std::move(answer));
}

} // namespace coupe::client
