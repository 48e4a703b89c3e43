#pragma once

#include <ui/artifactdetail.h>
#include <ui/artifactmodel.h>
#include <ui/ticker.h>
#include <workspace/session.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The Artifacts place: the list, what it is narrowed to, and the chosen artifact. The choice is kept by id.
class ArtifactsController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool loadingMore READ loadingMore NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorWords READ errorWords NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString foundText READ foundText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString asOfText READ asOfText NOTIFY statusChanged FINAL)
    Q_PROPERTY(coupe::ui::ArtifactModel *model READ model CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::ArtifactDetail *detail READ detail CONSTANT FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY selectionChanged FINAL)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged FINAL)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString app READ app WRITE setApp NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString environment READ environment WRITE setEnvironment NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString repository READ repository WRITE setRepository NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString branch READ branch WRITE setBranch NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString eventKind READ eventKind WRITE setEventKind NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString period READ period WRITE setPeriod NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged FINAL)
    Q_PROPERTY(QList<QString> apps READ apps NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> environments READ environments NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> repositories READ repositories NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> branches READ branches NOTIFY choicesChanged FINAL)
    Q_PROPERTY(QList<QString> events READ events CONSTANT FINAL)
    Q_PROPERTY(QList<QString> periods READ periods CONSTANT FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Status { Loading, Empty, Failed, Ready };
    Q_ENUM(Status)

    ArtifactsController(workspace::Session &session, Ticker &ticker, QObject *parent = nullptr);

    Status status() const;
    bool loadingMore() const;
    bool hasMore() const;
    QString errorText() const;
    QString errorWords() const;
    QString foundText() const;
    QString asOfText() const;
    ArtifactModel *model() { return &m_model; }
    ArtifactDetail *detail() { return &m_detail; }
    int currentRow() const { return m_selected.isEmpty() ? -1 : m_model.rowOf(m_selected); }
    bool hasSelection() const { return !m_selected.isEmpty(); }

    QString filterText() const { return m_filter.text; }
    void setFilterText(const QString &text);
    QString app() const { return m_filter.app; }
    void setApp(const QString &app);
    QString environment() const { return m_filter.environment; }
    void setEnvironment(const QString &environment);
    QString repository() const { return m_filter.repository; }
    void setRepository(const QString &repository);
    QString branch() const { return m_filter.branch; }
    void setBranch(const QString &branch);
    QString eventKind() const;
    void setEventKind(const QString &eventKind);
    QString period() const { return m_period; }
    void setPeriod(const QString &period);
    bool filtered() const { return m_filter != workspace::ArtifactFilter{}; }
    QStringList apps() const { return m_apps; }
    QStringList environments() const { return m_environments; }
    QStringList repositories() const { return m_repositories; }
    QStringList branches() const { return m_branches; }
    QStringList events() const;
    QStringList periods() const;

    Q_INVOKABLE void select(int row);
    Q_INVOKABLE void moveSelection(int rows);
    Q_INVOKABLE void clearSelection();
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void cancel();
    /// Chooses an artifact wherever it is; false when it is not among those that were read.
    bool selectById(const QString &artifactId);

Q_SIGNALS:
    void statusChanged();
    void filterChanged();
    void selectionChanged();
    void choicesChanged();

private:
    void applyFilter();
    void collectChoices();

    workspace::Session &m_session;
    workspace::ArtifactFeed &m_feed;
    workspace::ArtifactFilter m_filter;
    QString m_period;
    ArtifactModel m_model;
    ArtifactDetail m_detail;
    QString m_selected;
    QStringList m_apps;
    QStringList m_environments;
    QStringList m_repositories;
    QStringList m_branches;
    QTimer m_typing;
};

} // namespace coupe::ui
