#pragma once

#include <ui/targetmodel.h>
#include <ui/variablemodel.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The chosen artifact in words, ready to be drawn.
struct ArtifactFacts {
    Q_GADGET
    QML_VALUE_TYPE(artifactFacts)
    Q_PROPERTY(QString artifactId MEMBER artifactId)
    Q_PROPERTY(QString apps MEMBER apps)
    Q_PROPERTY(QString version MEMBER version)
    Q_PROPERTY(QString sha MEMBER sha)
    Q_PROPERTY(QString eventText MEMBER eventText)
    Q_PROPERTY(QString repository MEMBER repository)
    Q_PROPERTY(QString subject MEMBER subject)
    Q_PROPERTY(QString body MEMBER body)
    Q_PROPERTY(QString author MEMBER author)
    Q_PROPERTY(QString madeText MEMBER madeText)
    Q_PROPERTY(QString madeExact MEMBER madeExact)
    Q_PROPERTY(QString shippedText MEMBER shippedText)
    Q_PROPERTY(QString commitUrl MEMBER commitUrl)
    Q_PROPERTY(QStringList linkNames MEMBER linkNames)
    Q_PROPERTY(QStringList linkUrls MEMBER linkUrls)
    Q_PROPERTY(QString targetsNote MEMBER targetsNote)

public:
    QString artifactId;
    QString apps;
    QString version;
    QString sha;
    QString eventText; ///< "push to main"
    QString repository;
    QString subject;
    QString body;
    QString author;
    QString madeText;
    QString madeExact;
    QString shippedText;
    QString commitUrl;
    QStringList linkNames; ///< CI's items that are links
    QStringList linkUrls;
    QString targetsNote;

    bool operator==(const ArtifactFacts &) const = default;
};

/// What the panel beside the artifact list shows.
class ArtifactDetail : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coupe::ui::ArtifactFacts facts READ facts NOTIFY factsChanged FINAL)
    Q_PROPERTY(coupe::ui::VariableModel *variables READ variables CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::TargetModel *targets READ targets CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of ArtifactsController")

public:
    explicit ArtifactDetail(workspace::Session &session, QObject *parent = nullptr);

    ArtifactFacts facts() const { return m_facts; }
    VariableModel *variables() { return &m_variables; }
    TargetModel *targets() { return &m_targets; }

    void show(const gimlet::Artifact &artifact);
    void clear();
    /// Ages and targets again, for the same artifact.
    void refresh();

Q_SIGNALS:
    void factsChanged();

private:
    ArtifactFacts factsOf(const gimlet::Artifact &artifact) const;
    QList<Target> targetsOf(const gimlet::Artifact &artifact) const;

    workspace::Session &m_session;
    std::optional<gimlet::Artifact> m_artifact;
    ArtifactFacts m_facts;
    VariableModel m_variables;
    TargetModel m_targets;
};

/// Why nothing can be deployed to that place now; empty when it can.
QString whyDeployIsOff(const workspace::Session &session, const QString &environment, const QString &app);

} // namespace coupe::ui
