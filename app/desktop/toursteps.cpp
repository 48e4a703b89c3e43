#include "tour.h"

#include <ui/appcontroller.h>
#include <workspace/session.h>

#include <QQuickWindow>

namespace coupe::desktop {

using namespace Qt::StringLiterals;
using ui::Preferences;
using workspace::ReleaseState;

// The sample company's app that goes to production in the tour.
static const QString App = u"payments"_s;
static const QString Place = u"production"_s;

void Tour::addLooking()
{
    add(u"see the overview"_s, u"overview-light"_s, [this] {
        m_controller.preferences()->setScheme(Preferences::Light);
        return m_controller.overview()->status() == ui::OverviewController::Ready && !m_session.boardIsRemembered()
            && m_reader.find(QAccessible::Cell, App + u", staging, .*"_s);
    });
    add(u"choose the failed release"_s, u"overview-failed"_s,
        [this] { return m_reader.press(QAccessible::Cell, u"search, production, .*Failed.*"_s); });
    add(u"choose an app in staging"_s, u"overview-chosen"_s,
        [this] { return m_reader.press(QAccessible::Cell, App + u", staging, .*"_s); });
}

void Tour::addDeploying()
{
    add(u"go to the artifacts"_s, {}, [this] { return m_reader.press(QAccessible::PushButton, u"Artifacts"_s); });
    add(u"see the artifacts"_s, {},
        [this] { return m_reader.find(QAccessible::ListItem, App + u", .*"_s) != nullptr; });
    add(u"choose an artifact"_s, u"artifacts-light"_s,
        [this] { return m_reader.press(QAccessible::ListItem, App + u", .*live in staging"_s); });
    add(u"ask to deploy it"_s, u"deploy-dialog"_s, [this] {
        if (m_controller.deploy()->phase() == ui::DeployController::Confirming)
            return true;
        m_reader.press(QAccessible::PushButton, u"Deploy to %1"_s.arg(Place));
        return false;
    });
    add(u"type the protected environment's name"_s, u"deploy-dialog-typed"_s, [this] {
        if (!m_reader.find(QAccessible::EditableText, u"Type %1 to confirm"_s.arg(Place)))
            return false;
        m_reader.type(Place);
        return true;
    });
    add(u"confirm"_s, {},
        [this] { return m_reader.press(QAccessible::PushButton, u"Deploy %1 .* to %2"_s.arg(App, Place)); });
}

void Tour::addFollowing()
{
    add(u"go to the activity"_s, {}, [this] { return m_reader.press(QAccessible::PushButton, u"Activity"_s); });
    add(u"see the request under way"_s, u"activity-running"_s, [this] {
        return std::ranges::any_of(m_session.requests().requests(), [](const workspace::Request &request) {
            return request.app == App && request.environment == Place
                && request.state == workspace::RequestState::Written;
        }) || std::ranges::any_of(m_session.requests().requests(), [](const workspace::Request &request) {
            return request.state == workspace::RequestState::Applied;
        });
    });
    add(u"see it live"_s, u"activity-live"_s, [this] {
        return m_reader.find(QAccessible::ListItem, u"Deploy %1 .* to %2, Live"_s.arg(App, Place)) != nullptr;
    });
    add(u"go back to the overview"_s, {}, [this] { return m_reader.press(QAccessible::PushButton, u"Overview"_s); });
    add(u"see it live in the overview"_s, u"overview-live"_s, [this] {
        const workspace::BoardCell *cell = m_session.board()->cell(App, Place);
        return cell && cell->state == ReleaseState::Live
            && m_reader.press(QAccessible::Cell, u"%1, %2, .*Live.*"_s.arg(App, Place));
    });
}

void Tour::addVariants()
{
    add(u"switch to the dark theme"_s, u"overview-dark"_s, [this] {
        m_controller.preferences()->setScheme(Preferences::Dark);
        m_reader.press(QAccessible::PushButton, u"Overview"_s);
        return m_reader.press(QAccessible::Cell, u"search, production, .*Failed.*"_s);
    });
    add(u"see the activity in the dark"_s, u"activity-dark"_s,
        [this] { return m_reader.press(QAccessible::PushButton, u"Activity"_s); });
    add(u"see the artifacts in the dark"_s, u"artifacts-dark"_s,
        [this] { return m_reader.press(QAccessible::PushButton, u"Artifacts"_s); });
    addHistoryInTheDark();
    add(u"open the palette"_s, {},
        [this] { return m_reader.press(QAccessible::PushButton, u"Go to an app, release or command"_s); });
    add(u"search in the palette"_s, u"palette-dark"_s, [this] {
        if (!m_reader.find(QAccessible::Dialog, u"Go to"_s))
            return false;
        m_reader.type(u"search prod"_s);
        return true;
    });
    add(u"close the palette"_s, {}, [this] {
        m_reader.key(Qt::Key_Escape);
        return true;
    });
    add(u"make the window small"_s, u"overview-small"_s, [this] {
        m_controller.preferences()->setScheme(Preferences::Light);
        m_window.resize(1024, 640);
        return m_reader.press(QAccessible::PushButton, u"Overview"_s);
    });
    add(u"see the history in a small window"_s, u"history-small"_s,
        [this] { return m_reader.press(QAccessible::PushButton, u"History"_s); });
}

} // namespace coupe::desktop
