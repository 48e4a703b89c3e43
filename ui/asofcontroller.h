#pragma once

#include <ui/asofmodel.h>
#include <workspace/session.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What was wanted at a moment, beside now. Part of the History place.
class AsOfController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool active READ active NOTIFY activeChanged FINAL)
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY typedChanged FINAL)
    Q_PROPERTY(QString environment READ environment WRITE setEnvironment NOTIFY typedChanged FINAL)
    Q_PROPERTY(bool onlyDifferent READ onlyDifferent WRITE setOnlyDifferent NOTIFY typedChanged FINAL)
    Q_PROPERTY(QString momentText READ momentText NOTIFY loaded FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY loaded FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY loaded FINAL)
    Q_PROPERTY(bool loading READ loading NOTIFY loaded FINAL)
    Q_PROPERTY(coupe::ui::AsOfModel *model READ model CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    explicit AsOfController(workspace::Session &session, QObject *parent = nullptr);

    bool active() const { return m_active; }
    QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    QString environment() const { return m_environment; }
    void setEnvironment(const QString &environment);
    bool onlyDifferent() const { return m_onlyDifferent; }
    void setOnlyDifferent(bool only);
    QString momentText() const;
    QString problem() const { return m_problem; }
    QString summary() const { return m_summary; }
    bool loading() const { return m_loading.isRunning(); }
    AsOfModel *model() { return &m_model; }

    Q_INVOKABLE void open();
    /// The moment of a change, or any other.
    void openAt(const QDateTime &moment);
    Q_INVOKABLE void close();
    /// Compares what was wanted then with what is wanted now.
    Q_INVOKABLE void compare(int row);

Q_SIGNALS:
    void activeChanged();
    void typedChanged();
    void loaded();
    void comparisonWanted(const coupe::gitops::Change &before, const coupe::gitops::Change &after);

private:
    void load();
    void take(const QList<gitops::Change> &then, const QList<gitops::Change> &now);

    workspace::Session &m_session;
    bool m_active = false;
    QString m_typed;
    QString m_environment;
    bool m_onlyDifferent = false;
    QDateTime m_moment; ///< UTC
    QString m_problem;
    QString m_summary;
    AsOfModel m_model;
    QTimer m_typing;
    Task m_loading;
};

} // namespace coupe::ui
