#pragma once

#include <ui/manifestchanges.h>
#include <ui/versionmodel.h>
#include <workspace/deploypreview.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What the deploy dialog says, ready to be drawn.
struct DeployFacts {
    Q_GADGET
    QML_VALUE_TYPE(deployFacts)
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString environment MEMBER environment)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString madeText MEMBER madeText)
    Q_PROPERTY(QString presentVersion MEMBER presentVersion)
    Q_PROPERTY(QString presentSubject MEMBER presentSubject)
    Q_PROPERTY(QString presentShape MEMBER presentShape)
    Q_PROPERTY(QString presentText MEMBER presentText)
    Q_PROPERTY(QString directionText MEMBER directionText)
    Q_PROPERTY(bool directionWarns MEMBER directionWarns)
    Q_PROPERTY(QString earlierText MEMBER earlierText)
    Q_PROPERTY(QString goingOutTitle MEMBER goingOutTitle)
    Q_PROPERTY(QString takenBackTitle MEMBER takenBackTitle)
    Q_PROPERTY(QString leftOutTitle MEMBER leftOutTitle)
    Q_PROPERTY(QString policyText MEMBER policyText)
    Q_PROPERTY(QString acceptText MEMBER acceptText)
    Q_PROPERTY(QString ageText MEMBER ageText)
    Q_PROPERTY(QString offReason MEMBER offReason)
    Q_PROPERTY(QString serverName MEMBER serverName)

public:
    QString app;
    QString environment;
    bool isProtected = false;
    QString version;
    QString subject;
    QString madeText;
    QString presentVersion;
    QString presentSubject;
    QString presentShape;
    QString presentText;
    QString directionText;
    bool directionWarns = false;
    QString earlierText; ///< when this version was there before; empty: never, as far as git tells
    QString goingOutTitle;
    QString takenBackTitle;
    QString leftOutTitle;
    QString policyText;
    QString acceptText; ///< verb, object, place
    QString ageText;
    QString offReason;
    QString serverName;

    bool operator==(const DeployFacts &) const = default;
};

/// The deploy dialog: from the click that asks to the one request that is sent. Confirming twice sends once; what is on
/// the screen is frozen to what was asked for, and a change of the environment under an open dialog asks again.
class DeployController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged FINAL)
    Q_PROPERTY(coupe::ui::DeployFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(coupe::ui::VersionModel *goingOut READ goingOut CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::VersionModel *takenBack READ takenBack CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::VersionModel *leftOut READ leftOut CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ManifestChanges *changes READ changes CONSTANT FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString movedText READ movedText NOTIFY movedChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Phase { Closed, Loading, Confirming, Sending, Failed };
    Q_ENUM(Phase)

    explicit DeployController(workspace::Session &session, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    DeployFacts facts() const { return m_facts; }
    VersionModel *goingOut() { return &m_goingOut; }
    VersionModel *takenBack() { return &m_takenBack; }
    VersionModel *leftOut() { return &m_leftOut; }
    ManifestChanges *changes() { return &m_changes; }
    QString problem() const { return m_problem.message; }
    QString problemWords() const;
    QString movedText() const { return m_movedText; }

    /// Opens the dialog for an artifact, wherever it has to be read from.
    Q_INVOKABLE void ask(const QString &artifactId, const QString &app, const QString &environment);
    /// Opens it for what @p environment has of the app, to be deployed there again.
    Q_INVOKABLE void askFor(const QString &app, const QString &environment);
    /// Opens it for what the app has in the environment @p from, to be deployed to @p to.
    void promote(const QString &app, const QString &from, const QString &to);
    /// @p typedName is what was typed into the confirmation of a protected environment.
    Q_INVOKABLE void confirm(const QString &typedName);
    Q_INVOKABLE void close();

Q_SIGNALS:
    void phaseChanged();
    void factsChanged();
    void movedChanged(); ///< the environment changed under the dialog: what was typed no longer counts
    void sent(const QString &requestId);

private:
    void begin(const QString &artifactId, const QString &app, const QString &environment, const QString &source);
    QString commitOnBoard(const QString &artifactId) const;
    void findInGit(const QString &artifactId);
    void fetch(const QString &artifactId, const QString &commit);
    void lookAtManifests();
    void compareManifests();
    void compareOtherwise();
    QString sourceEnvironment() const;
    void setPhase(Phase phase, Error problem = {});
    void present(const gimlet::Artifact &artifact);
    void refresh();
    DeployFacts factsOf(const workspace::DeployPreview &preview) const;

    workspace::Session &m_session;
    Phase m_phase = Closed;
    Error m_problem;
    QString m_app;
    QString m_environment;
    QString m_source; ///< the environment that it is promoted from; empty: it is not
    std::optional<gimlet::Artifact> m_artifact;
    std::optional<gitops::Change> m_earlier; ///< the release that put this artifact there before
    QString m_presentArtifact;
    QString m_movedText;
    DeployFacts m_facts;
    VersionModel m_goingOut;
    VersionModel m_takenBack;
    VersionModel m_leftOut;
    ManifestChanges m_changes;
    Task m_reading;
    Task m_comparing;
    Task m_sending;
};

} // namespace coupe::ui
