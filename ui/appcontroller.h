#pragma once

#include <ui/activitycontroller.h>
#include <ui/artifactscontroller.h>
#include <ui/asofcontroller.h>
#include <ui/comparecontroller.h>
#include <ui/connectioncontroller.h>
#include <ui/deletecontroller.h>
#include <ui/deploycontroller.h>
#include <ui/historycontroller.h>
#include <ui/linkcontroller.h>
#include <ui/navigation.h>
#include <ui/overviewcontroller.h>
#include <ui/palettecontroller.h>
#include <ui/preferences.h>
#include <ui/rollbackcontroller.h>
#include <ui/ticker.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Everything the window binds to, built once for one session. The only object that main() hands to QML.
class AppController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coupe::ui::Navigation *navigation READ navigation CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::OverviewController *overview READ overview CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ArtifactsController *artifacts READ artifacts CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::HistoryController *history READ history CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::AsOfController *asOf READ asOf CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ActivityController *activity READ activity CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::DeployController *deploy READ deploy CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::RollbackController *rollback READ rollback CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::DeleteController *deletion READ deletion CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::CompareController *compare READ compare CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ConnectionController *connection READ connection CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::PaletteController *palette READ palette CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::Preferences *preferences READ preferences CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::LinkController *links READ links CONSTANT FINAL)
    Q_PROPERTY(QString windowTitle READ windowTitle CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Made by main()")

public:
    /// @p session outlives the controller. @p preferencesFile is made when something is first remembered.
    AppController(workspace::Session &session, const QString &preferencesFile, QObject *parent = nullptr);
    ~AppController() override;

    Navigation *navigation() { return &m_navigation; }
    OverviewController *overview() { return &m_overview; }
    ArtifactsController *artifacts() { return &m_artifacts; }
    HistoryController *history() { return &m_history; }
    AsOfController *asOf() { return &m_asOf; }
    ActivityController *activity() { return &m_activity; }
    DeployController *deploy() { return &m_deploy; }
    RollbackController *rollback() { return &m_rollback; }
    DeleteController *deletion() { return &m_deletion; }
    CompareController *compare() { return &m_compare; }
    ConnectionController *connection() { return &m_connection; }
    PaletteController *palette() { return &m_palette; }
    Preferences *preferences() { return &m_preferences; }
    LinkController *links() { return &m_links; }
    QString windowTitle() const;

    Q_INVOKABLE void refresh();
    /// The artifacts that could go where the chosen cell of the Overview is.
    Q_INVOKABLE void showVersionsForCell();
    /// Asks whether to deploy what the chosen cell has to the next environment.
    Q_INVOKABLE void askForNextEnvironment();
    /// Asks whether to take the chosen cell back to its last good release, or out of its environment.
    Q_INVOKABLE void askToRollBack();
    Q_INVOKABLE void askToDelete();
    /// Asks whether to go back to the release chosen in the History, or to deploy its version again.
    Q_INVOKABLE void askToRollBackToChange();
    Q_INVOKABLE void askToRedeployChange();
    /// The history of the chosen cell of the Overview.
    Q_INVOKABLE void showHistoryForCell();
    /// What was wanted everywhere when the chosen change of the history was made.
    Q_INVOKABLE void showMomentOfChange();
    /// The artifact of the chosen change.
    Q_INVOKABLE void showArtifactOfChange();
    /// Whether anybody can see the window: ages stand still while nobody can.
    Q_INVOKABLE void setVisible(bool visible);

private:
    void compareChanges(const gitops::Change &before, const gitops::Change &after);

    workspace::Session &m_session;
    Ticker m_ticker;
    Navigation m_navigation;
    Preferences m_preferences;
    LinkController m_links;
    ConnectionController m_connection;
    OverviewController m_overview;
    ArtifactsController m_artifacts;
    HistoryController m_history;
    AsOfController m_asOf;
    ActivityController m_activity;
    DeployController m_deploy;
    RollbackController m_rollback;
    DeleteController m_deletion;
    CompareController m_compare;
    PaletteController m_palette;
};

} // namespace coupe::ui
