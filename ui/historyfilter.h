#pragma once

#include <gitops/changefacets.h>
#include <gitops/changefilter.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace coupe::ui {

/// What the history is narrowed to: pickers and a search field. Says once, after typing has paused, that it changed.
class HistoryFilter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString environment READ environment WRITE setEnvironment NOTIFY changed FINAL)
    Q_PROPERTY(QString app READ app WRITE setApp NOTIFY changed FINAL)
    Q_PROPERTY(QString person READ person WRITE setPerson NOTIFY changed FINAL)
    Q_PROPERTY(QString repository READ repository WRITE setRepository NOTIFY changed FINAL)
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY changed FINAL)
    Q_PROPERTY(QString outcome READ outcome WRITE setOutcome NOTIFY changed FINAL)
    Q_PROPERTY(QString period READ period WRITE setPeriod NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed FINAL)
    Q_PROPERTY(QString notUnderstood READ notUnderstood NOTIFY applied FINAL)
    Q_PROPERTY(bool narrows READ narrows NOTIFY changed FINAL)
    Q_PROPERTY(QList<QString> kinds READ kinds CONSTANT FINAL)
    Q_PROPERTY(QList<QString> outcomes READ outcomes CONSTANT FINAL)
    Q_PROPERTY(QList<QString> periods READ periods CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of HistoryController")

public:
    explicit HistoryFilter(QObject *parent = nullptr);

    QString environment() const { return m_environment; }
    void setEnvironment(const QString &environment);
    QString app() const { return m_app; }
    void setApp(const QString &app);
    QString person() const { return m_person; }
    void setPerson(const QString &person);
    QString repository() const { return m_repository; }
    void setRepository(const QString &repository);
    QString kind() const { return m_kind; }
    void setKind(const QString &kind);
    QString outcome() const { return m_outcome; }
    void setOutcome(const QString &outcome);
    QString period() const { return m_period; }
    void setPeriod(const QString &period);
    QString text() const { return m_text; }
    void setText(const QString &text);
    QString notUnderstood() const;
    /// Whether anything beside the environment is narrowed.
    bool narrows() const;
    QStringList kinds() const;
    QStringList outcomes() const;
    QStringList periods() const;

    /// As the index takes it. Days of a period begin in the machine's time zone.
    gitops::ChangeFilter filter(const QDateTime &now) const;
    /// Takes one restriction away: a picker's value, or an operator out of the text.
    void drop(gitops::FilterPart part);
    /// What a restriction is called: "App payments".
    QString nameOf(gitops::FilterPart part) const;
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();
    void applied(); ///< the list should follow

private:
    void set(QString &field, const QString &value);
    void apply();

    QString m_environment;
    QString m_app;
    QString m_person;
    QString m_repository;
    QString m_kind;
    QString m_outcome;
    QString m_period;
    QString m_text;
    QTimer m_typing;
};

} // namespace coupe::ui
