#include "acting.h"

#include "timetext.h"

#include <QCoreApplication>

namespace coupe::ui {

using workspace::ConnectionStatus;
using workspace::Session;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Acting", text);
}

} // namespace

QString whyActingIsOff(const Session &session, const QString &environment, const QString &app)
{
    if (session.profile().readOnly)
        return tr("This connection is read-only.");
    switch (session.connection().state) {
    case ConnectionStatus::State::Connecting:
        return tr("Nothing can be sent until Gimlet has answered.");
    case ConnectionStatus::State::Offline:
        return tr("Nothing can be sent while offline.");
    case ConnectionStatus::State::SignedOut:
        return tr("Nothing can be sent until you sign in again.");
    case ConnectionStatus::State::NotGimlet:
        return tr("Nothing can be sent: the server is not a Gimlet.");
    case ConnectionStatus::State::Connected:
        break;
    }
    if (const_cast<Session &>(session).requests().openRequestFor(environment, app))
        return tr("Another request for this app is still running there.");
    return {};
}

QString ageOfDialog(Session &session, const QString &environment)
{
    const QString api = clockText(session.boardAsOf());
    const workspace::GitopsStatus *repo = session.gitops().statusOf(environment);
    const QString git = repo ? clockText(repo->last.asOf) : QString();
    if (api.isEmpty() && git.isEmpty())
        return {};
    if (git.isEmpty())
        return tr("As of %1 (API)").arg(api);
    if (api.isEmpty())
        return tr("As of %1 (git)").arg(git);
    return tr("As of %1 (API), %2 (git)").arg(api, git);
}

} // namespace coupe::ui
