#pragma once

#include <ui/boardmodel.h>
#include <ui/celldetail.h>
#include <ui/environmentmodel.h>
#include <ui/ticker.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The Overview: the matrix, what it is narrowed to, and the chosen cell. The choice is kept by name, so that it stays
/// on its app when rows come and go.
class OverviewController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorWords READ errorWords NOTIFY statusChanged FINAL)
    Q_PROPERTY(coupe::ui::BoardModel *model READ model CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::EnvironmentModel *environments READ environments CONSTANT FINAL)
    Q_PROPERTY(coupe::ui::CellDetail *detail READ detail CONSTANT FINAL)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged FINAL)
    Q_PROPERTY(Show show READ show WRITE setShow NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool filterHidesAll READ filterHidesAll NOTIFY countsChanged FINAL)
    Q_PROPERTY(int allCount READ allCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int failedCount READ failedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int applyingCount READ applyingCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int behindCount READ behindCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY selectionChanged FINAL)
    Q_PROPERTY(int currentColumn READ currentColumn NOTIFY selectionChanged FINAL)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Status { Loading, Empty, Failed, Ready };
    Q_ENUM(Status)
    enum Show { ShowAll, ShowFailed, ShowApplying, ShowByHand, ShowBehind };
    Q_ENUM(Show)

    OverviewController(workspace::Session &session, Ticker &ticker, QObject *parent = nullptr);

    Status status() const { return m_status; }
    QString errorText() const;
    QString errorWords() const;
    BoardModel *model() { return &m_model; }
    EnvironmentModel *environments() { return &m_environments; }
    CellDetail *detail() { return &m_detail; }
    QString filterText() const { return m_filterText; }
    void setFilterText(const QString &text);
    Show show() const { return m_show; }
    void setShow(Show show);
    bool filterHidesAll() const { return m_counts.all > 0 && m_model.rowCount() == 0; }
    int allCount() const { return m_counts.all; }
    int failedCount() const { return m_counts.failed; }
    int applyingCount() const { return m_counts.applying; }
    int behindCount() const { return m_counts.behind; }
    int currentRow() const;
    int currentColumn() const; ///< a model column: 1 is the first environment
    bool hasSelection() const { return !m_app.isEmpty(); }
    QString selectedApp() const { return m_app; }
    QString selectedEnvironment() const { return m_environment; }

    Q_INVOKABLE void select(int row, int column);
    /// One step in the matrix, over group heads; chooses the first cell when none is.
    Q_INVOKABLE void moveSelection(int rows, int columns);
    Q_INVOKABLE void clearSelection();
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void retry();
    void selectByName(const QString &app, const QString &environment);

Q_SIGNALS:
    void statusChanged();
    void filterChanged();
    void countsChanged();
    void selectionChanged();

private:
    void update();
    void updateLines();
    void updateStatus();

    workspace::Session &m_session;
    std::shared_ptr<const workspace::Board> m_board;
    BoardModel m_model;
    EnvironmentModel m_environments;
    CellDetail m_detail;
    Status m_status = Loading;
    Error m_error;
    QString m_filterText;
    Show m_show = ShowAll;
    BoardCounts m_counts;
    QString m_app;
    QString m_repository;
    QString m_environment;
};

} // namespace coupe::ui
