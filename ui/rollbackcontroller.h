#pragma once

#include <ui/comparecontroller.h>
#include <ui/manifestchanges.h>
#include <ui/rollbackfacts.h>
#include <ui/rollbackstepmodel.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

namespace coupe::ui {

/// The rollback dialog: from the click that asks, over a fetch and a trial in memory, to the one request that is sent.
///
/// What is sent is only ever the hash that was tried, and only while the gitops repo's head is the one it was tried on:
/// that is looked up once more when it is confirmed. Where the head moved, the dialog tries anew and asks again.
/// Confirming twice sends once.
class RollbackController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString phaseText READ phaseText NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY phaseChanged FINAL)
    Q_PROPERTY(coupe::ui::RollbackFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString offReason READ offReason NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString ageText READ ageText NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString acceptText READ acceptText NOTIFY wayChanged FINAL)
    Q_PROPERTY(bool wayPossible READ wayPossible NOTIFY wayChanged FINAL)
    Q_PROPERTY(Way way READ way WRITE setWay NOTIFY wayChanged FINAL)
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY reasonChanged FINAL)
    Q_PROPERTY(QString movedText READ movedText NOTIFY movedChanged FINAL)
    Q_PROPERTY(coupe::ui::RollbackStepModel *steps READ steps CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ManifestChanges *changes READ changes CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Phase {
        Closed,
        Loading, ///< fetching and trying; what was known before stays to be read
        Choosing,
        Checking, ///< confirmed; looking whether the head has moved. Nothing was sent yet
        Sending,
        Failed,
    };
    Q_ENUM(Phase)
    enum Way { RollBack, Redeploy };
    Q_ENUM(Way)

    explicit RollbackController(workspace::Session &session, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    QString phaseText() const;
    QString problem() const { return m_problem.message; }
    QString problemWords() const;
    RollbackFacts facts() const { return m_facts; }
    QString offReason() const { return m_offReason; }
    QString ageText() const { return m_ageText; }
    QString acceptText() const;
    bool wayPossible() const { return m_plan && m_plan->choice(chosen()).possible; }
    Way way() const { return m_way; }
    void setWay(Way way);
    QString reason() const { return m_reason; }
    void setReason(const QString &reason);
    QString movedText() const { return m_movedText; }
    RollbackStepModel *steps() { return &m_steps; }
    ManifestChanges *changes() { return &m_changes; }

    /// Opens the dialog for the release that the gitops commit @p target made; empty: the last good one before the
    /// present one.
    Q_INVOKABLE void ask(const QString &environment, const QString &app, const QString &target = {});
    /// @p typedName is what was typed into the confirmation of a protected environment.
    Q_INVOKABLE void confirm(const QString &typedName);
    /// What is there and what would be, side by side; the dialog makes room for it.
    Q_INVOKABLE void compare();
    /// Whatever was not sent yet is not.
    Q_INVOKABLE void close();

Q_SIGNALS:
    void phaseChanged();
    void factsChanged();
    void wayChanged();
    void reasonChanged();
    void movedChanged(); ///< what was read no longer holds: what was typed does not count any more
    void sent(const QString &requestId, const QString &text);
    void comparisonWanted(const coupe::ui::CompareSide &before, const coupe::ui::CompareSide &after);

private:
    void setPhase(Phase phase, Error problem = {});
    void findTarget();
    void tryIt();
    void readHistory();
    void findArtifact();
    void present();
    void tellMoved(const QString &text);
    void retryOnMove();
    void checked(const Result<QString> &head);
    void sendRollback();
    void sendRedeploy();
    void armed(const Result<QString> &request, const QString &text);
    void refresh();
    void showChanges();
    workspace::RollbackQuestion question() const;
    workspace::RollbackPlan::Way chosen() const;

    workspace::Session &m_session;
    Phase m_phase = Closed;
    Error m_problem;
    QString m_environment;
    QString m_app;
    QString m_target;
    QString m_reason;
    QString m_movedText;
    bool m_mustAskAgain = false; ///< whatever the next trial comes to
    Way m_way = RollBack;
    std::optional<Result<gitops::RollbackForecast>> m_forecast;
    QDateTime m_triedAt;
    QList<gitops::Change> m_history; ///< of the app there, newest first
    QList<gimlet::Artifact> m_found; ///< that the session had not read
    workspace::ArtifactStore m_store = workspace::ArtifactStore::Unknown;
    std::optional<workspace::RollbackPlan> m_plan;
    RollbackFacts m_facts;
    QString m_offReason;
    QString m_ageText;
    RollbackStepModel m_steps;
    ManifestChanges m_changes;
    Task m_loading;
    Task m_sending;
};

} // namespace coupe::ui
