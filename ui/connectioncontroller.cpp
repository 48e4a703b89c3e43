#include "connectioncontroller.h"

#include "gitopswords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::ConnectionStatus;
using workspace::Session;
using State = ConnectionStatus::State;

namespace {

constexpr std::chrono::seconds BannerPatience{5};

} // namespace

ConnectionController::ConnectionController(Session &session, Ticker &ticker, QObject *parent)
    : QObject(parent), m_session(session)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(BannerPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_patienceIsOver = true;
        Q_EMIT changed();
    });
    connect(&session, &Session::connectionChanged, this, &ConnectionController::update);
    connect(&session, &Session::boardChanged, this, &ConnectionController::changed);
    connect(&session.gitops(), &workspace::GitopsRepos::statusChanged, this, &ConnectionController::changed);
    connect(&session, &Session::loginChanged, this, &ConnectionController::changed);
    connect(&session, &Session::refreshingChanged, this, [this](bool refreshing) {
        if (std::exchange(m_refreshing, refreshing) != refreshing)
            Q_EMIT refreshingChanged();
    });
    connect(&ticker, &Ticker::second, this, [this] {
        if (m_session.connection().state == State::Offline)
            Q_EMIT changed();
    });
}

void ConnectionController::update()
{
    if (m_session.connection().state != State::Offline) {
        m_patience.stop();
        m_patienceIsOver = false;
    } else if (!m_patienceIsOver && !m_patience.isActive()) {
        m_patience.start();
    }
    Q_EMIT changed();
}

QString ConnectionController::shape() const
{
    switch (m_session.connection().state) {
    case State::Connecting:
        return u"applying"_s;
    case State::Connected:
        return u"live"_s;
    case State::Offline:
        return u"stalled"_s;
    case State::SignedOut:
    case State::NotGimlet:
        break;
    }
    return u"failed"_s;
}

QString ConnectionController::word() const
{
    switch (m_session.connection().state) {
    case State::Connecting:
        return tr("Connecting");
    case State::Connected:
        return m_session.connection().live ? tr("Connected") : tr("Connected, polling");
    case State::Offline:
        return tr("Offline");
    case State::SignedOut:
        return tr("Signed out");
    case State::NotGimlet:
        break;
    }
    return tr("Not a Gimlet");
}

QString ConnectionController::server() const
{
    return displayText(m_session.profile().server.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveScheme).mid(2));
}

QString ConnectionController::name() const
{
    return displayText(m_session.profile().name, Lines::Single, 60);
}

QString ConnectionController::asOfText() const
{
    if (!m_session.boardAsOf().isValid())
        return {};
    return tr("API as of %1").arg(clockText(m_session.boardAsOf()));
}

QString ConnectionController::gitAsOfText() const
{
    return shortAsOfText(m_session.gitops(), m_session.clock().now());
}

QString ConnectionController::login() const
{
    return displayText(m_session.login(), Lines::Single, 60);
}

bool ConnectionController::signedOut() const
{
    return m_session.connection().state == State::SignedOut;
}

bool ConnectionController::bannerVisible() const
{
    switch (m_session.connection().state) {
    case State::SignedOut:
    case State::NotGimlet:
        return true;
    case State::Offline:
        return m_patienceIsOver;
    case State::Connecting:
    case State::Connected:
        break;
    }
    return false;
}

QString ConnectionController::bannerTitle() const
{
    const ConnectionStatus &connection = m_session.connection();
    switch (connection.state) {
    case State::SignedOut:
        return tr("Gimlet no longer accepts this token.");
    case State::NotGimlet:
        return connection.error.message;
    default:
        return tr("Offline since %1.").arg(clockText(connection.since));
    }
}

QString ConnectionController::bannerText() const
{
    const ConnectionStatus &connection = m_session.connection();
    switch (connection.state) {
    case State::SignedOut:
        return tr("Reading has stopped. What was known stays on screen.");
    case State::NotGimlet:
        return displayText(connection.error.detail, Lines::Single, 200);
    default:
        break;
    }
    const qint64 seconds = std::max<qint64>(0, m_session.clock().now().secsTo(connection.nextTry));
    const QString next = connection.nextTry.isValid() ? tr("Next try in %1 s").arg(seconds) : tr("Trying now");
    return connection.error.message.isEmpty() ? next : tr("%1 %2").arg(connection.error.message, next);
}

void ConnectionController::tryNow()
{
    m_session.refresh();
}

void ConnectionController::signIn(const QString &token)
{
    if (!token.trimmed().isEmpty())
        m_session.setToken(token.trimmed().toUtf8());
}

} // namespace coupe::ui
