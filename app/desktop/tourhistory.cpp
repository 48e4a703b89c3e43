#include "tour.h"

#include <ui/appcontroller.h>
#include <workspace/session.h>

namespace coupe::desktop {

using namespace Qt::StringLiterals;
using ui::CompareController;
using ui::HistoryController;
using ui::RollbackController;

// The sample company's app whose history is looked at.
static const QString App = u"payments"_s;
static const QString Place = u"production"_s;
// What the release before the deployed one brought.
static const QString Earlier = u"Reject expired mandates before capture"_s;

static bool isApplied(const workspace::Session &session, workspace::RequestKind kind)
{
    return std::ranges::any_of(
        const_cast<workspace::Session &>(session).requests().requests(), [kind](const workspace::Request &request) {
            return request.kind == kind && request.app == App && request.state == workspace::RequestState::Applied;
        });
}

void Tour::addHistory()
{
    add(u"go to the app's history"_s, u"history-light"_s, [this] {
        if (m_reader.find(QAccessible::ListItem, u"%1, %2, .*Live.*"_s.arg(App, Place))
            && m_controller.history()->status() == HistoryController::Ready)
            return true;
        m_reader.press(QAccessible::Cell, u"%1, %2, .*"_s.arg(App, Place));
        m_reader.press(u"Whole history"_s);
        return false;
    });
    add(u"see all environments"_s, u"history-all"_s, [this] {
        m_reader.press(QAccessible::PushButton, u"Clear filters"_s);
        m_controller.history()->chooseEnvironment(0);
        return m_reader.find(QAccessible::ListItem, u"checkout, staging, .*"_s) != nullptr;
    });
    add(u"search for what is not there"_s, u"history-nothing"_s, [this] {
        m_controller.history()->filter()->setText(u"app:payments kind:delete"_s);
        return m_reader.find(QAccessible::PushButton, u"kind:delete .*without it.*"_s) != nullptr;
    });
    add(u"look at a moment"_s, u"as-of"_s, [this] {
        m_controller.history()->filter()->clear();
        if (!m_controller.asOf()->active())
            m_reader.press(QAccessible::PushButton, u"As of…"_s);
        return m_controller.asOf()->model()->count() > 0;
    });
    add(u"leave the moment"_s, {},
        [this] { return m_reader.press(QAccessible::PushButton, u"Back to the history"_s); });
}

void Tour::addComparing()
{
    add(u"choose the release before"_s, u"history-chosen"_s, [this] {
        m_controller.history()->filter()->setText(u"app:payments env:production"_s);
        return m_reader.press(QAccessible::ListItem, u"%1, %2, Release, .*%3.*"_s.arg(App, Place, Earlier))
            && m_controller.history()->detail()->files().size() > 1;
    });
    add(u"compare it with what is current"_s, u"compare-light"_s, [this] {
        if (m_controller.compare()->phase() == CompareController::Ready)
            return true;
        if (m_controller.compare()->phase() == CompareController::Closed)
            m_reader.press(u"Compare with what is current"_s);
        return false;
    });
    add(u"follow one value"_s, u"compare-trail"_s, [this] {
        using ui::TrailController;
        if (m_controller.compare()->valueTrail()->phase() == TrailController::Ready)
            return true;
        if (m_controller.compare()->valueTrail()->phase() == TrailController::Closed)
            m_controller.compare()->trail(m_controller.compare()->values()->rowCount() - 1);
        return false;
    });
    add(u"leave the comparison"_s, {}, [this] {
        m_controller.compare()->valueTrail()->close();
        m_controller.compare()->close();
        return true;
    });
}

void Tour::addRollingBack()
{
    add(u"ask to roll back"_s, u"rollback-dialog"_s, [this] {
        if (m_controller.rollback()->phase() == RollbackController::Choosing)
            return true;
        if (m_controller.rollback()->phase() == RollbackController::Closed)
            m_reader.press(QAccessible::PushButton, u"Roll back to this…"_s);
        return false;
    });
    add(u"type the environment's name to roll back"_s, u"rollback-dialog-typed"_s, [this] {
        if (!m_reader.press(QAccessible::EditableText, u"Type %1 to confirm"_s.arg(Place)))
            return false;
        m_reader.type(Place);
        return true;
    });
    add(u"roll back"_s, {},
        [this] { return m_reader.press(QAccessible::PushButton, u"Roll back %1 to .* in %2"_s.arg(App, Place)); });
    add(u"see the rollback applied"_s, u"activity-rolledback"_s, [this] {
        m_reader.press(QAccessible::PushButton, u"Activity.*"_s);
        return isApplied(m_session, workspace::RequestKind::Rollback);
    });
    add(u"see the rollback in the history"_s, u"history-rolledback"_s, [this] {
        m_reader.press(QAccessible::PushButton, u"History"_s);
        return m_reader.find(QAccessible::ListItem, u"%1, %2, Rollback, .*"_s.arg(App, Place)) != nullptr;
    });
    add(u"ask to delete an app"_s, u"delete-dialog"_s, [this] {
        if (m_controller.deletion()->phase() != ui::DeleteController::Closed)
            return m_reader.find(QAccessible::EditableText, u"Type storefront to confirm"_s) != nullptr;
        m_controller.deletion()->ask(u"staging"_s, u"storefront"_s);
        return false;
    });
    add(u"leave it there"_s, {}, [this] { return m_reader.press(QAccessible::PushButton, u"Cancel"_s); });
}

void Tour::addHistoryInTheDark()
{
    add(u"see the history in the dark"_s, u"history-dark"_s, [this] {
        m_reader.press(QAccessible::PushButton, u"History"_s);
        return m_reader.press(QAccessible::ListItem, u"%1, %2, Release, .*%3.*"_s.arg(App, Place, Earlier));
    });
    add(u"see a comparison in the dark"_s, u"compare-dark"_s, [this] {
        if (m_controller.compare()->phase() == CompareController::Closed)
            m_controller.history()->compareWithPrevious();
        return m_controller.compare()->phase() == CompareController::Ready;
    });
    add(u"ask to roll back in the dark"_s, u"rollback-dark"_s, [this] {
        m_controller.compare()->close();
        if (m_controller.rollback()->phase() == RollbackController::Closed)
            m_controller.askToRollBackToChange();
        return m_controller.rollback()->phase() == RollbackController::Choosing;
    });
    add(u"leave the rollback"_s, {}, [this] { return m_reader.press(QAccessible::PushButton, u"Cancel"_s); });
}

} // namespace coupe::desktop
