#pragma once

#include <ui/manifestchanges.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What the delete dialog says, ready to be drawn.
struct DeleteFacts {
    Q_GADGET
    QML_VALUE_TYPE(deleteFacts)
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString environment MEMBER environment)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
    Q_PROPERTY(QString confirmName MEMBER confirmName)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString presentShape MEMBER presentShape)
    Q_PROPERTY(QString presentText MEMBER presentText)
    Q_PROPERTY(QString outcomeText MEMBER outcomeText)
    Q_PROPERTY(QList<QString> policyTexts MEMBER policyTexts)
    Q_PROPERTY(bool policyWarns MEMBER policyWarns)
    Q_PROPERTY(QString acceptText MEMBER acceptText)
    Q_PROPERTY(QString ageText MEMBER ageText)
    Q_PROPERTY(QString offReason MEMBER offReason)
    Q_PROPERTY(QString serverName MEMBER serverName)

public:
    QString app;
    QString environment;
    bool isProtected = false;
    QString confirmName; ///< what has to be typed: the app's name
    QString version; ///< what is there now
    QString subject;
    QString presentShape;
    QString presentText;
    QString outcomeText; ///< what happens to it
    QList<QString> policyTexts;
    bool policyWarns = false;
    QString acceptText;
    QString ageText;
    QString offReason;
    QString serverName;

    bool operator==(const DeleteFacts &) const = default;
};

/// The dialog that takes an app out of an environment: only for somebody who typed the app's name. Confirming twice
/// sends once; a release under the open dialog asks again.
class DeleteController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY phaseChanged FINAL)
    Q_PROPERTY(coupe::ui::DeleteFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY reasonChanged FINAL)
    Q_PROPERTY(QString movedText READ movedText NOTIFY movedChanged FINAL)
    Q_PROPERTY(coupe::ui::ManifestChanges *changes READ changes CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Phase { Closed, Confirming, Sending };
    Q_ENUM(Phase)

    explicit DeleteController(workspace::Session &session, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    QString problem() const { return m_problem.message; }
    QString problemWords() const;
    DeleteFacts facts() const { return m_facts; }
    QString reason() const { return m_reason; }
    void setReason(const QString &reason);
    QString movedText() const { return m_movedText; }
    ManifestChanges *changes() { return &m_changes; }

    Q_INVOKABLE void ask(const QString &environment, const QString &app);
    /// @p typedName is what was typed into the confirmation.
    Q_INVOKABLE void confirm(const QString &typedName);
    Q_INVOKABLE void close();

Q_SIGNALS:
    void phaseChanged();
    void factsChanged();
    void reasonChanged();
    void movedChanged(); ///< something else is there now: what was typed no longer counts
    void sent(const QString &requestId, const QString &text);

private:
    void setPhase(Phase phase, Error problem = {});
    void refresh();
    DeleteFacts factsOf(const workspace::BoardCell &present) const;
    void lookAtManifests();

    workspace::Session &m_session;
    Phase m_phase = Closed;
    Error m_problem;
    QString m_environment;
    QString m_app;
    QString m_reason;
    QString m_presentArtifact;
    QString m_movedText;
    DeleteFacts m_facts;
    ManifestChanges m_changes;
    Task m_sending;
};

} // namespace coupe::ui
