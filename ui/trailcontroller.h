#pragma once

#include <ui/trailmodel.h>
#include <ui/valuechangemodel.h>
#include <workspace/gitopsrepos.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// Which releases changed one value.
class TrailController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString label READ label NOTIFY subjectChanged FINAL)
    Q_PROPERTY(QString path READ path NOTIFY subjectChanged FINAL)
    Q_PROPERTY(QString place READ place NOTIFY subjectChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY phaseChanged FINAL)
    Q_PROPERTY(QString problemWords READ problemWords NOTIFY phaseChanged FINAL)
    Q_PROPERTY(coupe::ui::TrailModel *model READ model CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of CompareController")

public:
    enum Phase { Closed, Loading, Ready, Empty, Failed };
    Q_ENUM(Phase)

    TrailController(workspace::GitopsRepos &gitops, const Clock &clock, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    QString label() const { return m_value.label; } ///< "Deployment / image tag"
    QString path() const; ///< the object, and where in it
    QString place() const; ///< "payments in production"
    QString problem() const { return m_problem.message; }
    QString problemWords() const;
    TrailModel *model() { return &m_model; }

    void open(const QString &environment, const QString &app, const ValueLine &value);
    Q_INVOKABLE void retry();
    Q_INVOKABLE void close();
    /// Closes, and tells which change it was.
    Q_INVOKABLE void choose(int row);

Q_SIGNALS:
    void phaseChanged();
    void subjectChanged();
    void chosen(const QString &environment, const QString &app, const QString &commit);

private:
    void setPhase(Phase phase, Error problem = {});
    void take(const Result<QList<workspace::TrailStep>> &steps);

    workspace::GitopsRepos &m_gitops;
    Phase m_phase = Closed;
    Error m_problem;
    QString m_environment;
    QString m_app;
    ValueLine m_value;
    TrailModel m_model;
    Task m_reading;
};

} // namespace coupe::ui
