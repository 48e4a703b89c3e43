#include "appcontroller.h"

#include "changewords.h"
#include "timetext.h"

#include <base/displaytext.h>

namespace coupe::ui {

using gitops::Change;

AppController::AppController(workspace::Session &session, const QString &preferencesFile, QObject *parent)
    : QObject(parent), m_session(session), m_preferences(preferencesFile), m_connection(session, m_ticker),
      m_overview(session, m_ticker), m_artifacts(session, m_ticker), m_history(session, m_ticker), m_asOf(session),
      m_activity(session, m_ticker), m_deploy(session), m_rollback(session), m_deletion(session),
      m_compare(session.gitops(), session.clock()),
      m_palette(session, m_navigation, m_overview, m_artifacts, m_preferences)
{
    connect(&m_history, &HistoryController::comparisonWanted, this, &AppController::compareChanges);
    connect(&m_asOf, &AsOfController::comparisonWanted, this, [this](const Change &before, const Change &after) {
        m_asOf.close();
        compareChanges(before, after);
    });
    connect(&m_compare, &CompareController::changeWanted, this,
        [this](const QString &environment, const QString &app, const QString &commit) {
            m_history.show(environment, app, commit);
            m_navigation.go(Navigation::History);
        });
    connect(&m_rollback, &RollbackController::comparisonWanted, this,
        [this](const CompareSide &before, const CompareSide &after) {
            m_compare.open(before, after);
            m_navigation.go(Navigation::History);
        });
}

AppController::~AppController() = default;

QString AppController::windowTitle() const
{
    return tr("%1 – Coupe").arg(displayText(m_session.profile().name, Lines::Single, 80));
}

void AppController::refresh()
{
    m_session.refresh();
    m_artifacts.retry();
}

void AppController::showVersionsForCell()
{
    m_artifacts.clearFilters();
    m_artifacts.setApp(m_overview.selectedApp());
    m_navigation.go(Navigation::Artifacts);
}

void AppController::askForNextEnvironment()
{
    const CellDetail &detail = *m_overview.detail();
    m_deploy.promote(m_overview.selectedApp(), m_overview.selectedEnvironment(), detail.nextEnvironment());
}

void AppController::askToRollBack()
{
    m_rollback.ask(m_overview.selectedEnvironment(), m_overview.selectedApp());
}

void AppController::askToDelete()
{
    m_deletion.ask(m_overview.selectedEnvironment(), m_overview.selectedApp());
}

void AppController::askToRollBackToChange()
{
    if (const auto &change = m_history.detail()->change())
        m_rollback.ask(change->env, change->app, change->commit);
}

void AppController::askToRedeployChange()
{
    if (const auto &change = m_history.detail()->change())
        m_deploy.ask(change->artifactId, change->app, change->env);
}

void AppController::compareChanges(const Change &before, const Change &after)
{
    const auto sideOf = [now = m_session.clock().now()](const Change &change) {
        CompareSide side;
        side.at = {change.env, change.app, change.commit};
        side.environment = displayText(change.env, Lines::Single, 80);
        if (change.commit.isEmpty()) {
            side.when = tr("now");
            side.exact = tr("What the branch has now.");
            return side;
        }
        side.version = versionOf(change);
        side.when = dayText(change.time, now);
        side.exact = exactText(change.time);
        side.time = change.time;
        return side;
    };
    m_compare.open(sideOf(before), sideOf(after));
}

void AppController::showHistoryForCell()
{
    m_asOf.close();
    m_history.show(m_overview.selectedEnvironment(), m_overview.selectedApp());
    m_navigation.go(Navigation::History);
}

void AppController::showMomentOfChange()
{
    if (const auto &change = m_history.detail()->change())
        m_asOf.openAt(change->time);
}

void AppController::showArtifactOfChange()
{
    m_artifacts.clearFilters();
    if (m_artifacts.selectById(m_history.detail()->facts().artifactId))
        return m_navigation.go(Navigation::Artifacts);
    m_artifacts.setApp(m_history.detail()->facts().app);
    m_navigation.go(Navigation::Artifacts);
}

void AppController::setVisible(bool visible)
{
    m_ticker.setActive(visible);
}

} // namespace coupe::ui
