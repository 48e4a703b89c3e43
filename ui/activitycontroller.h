#pragma once

#include <ui/activitymodel.h>
#include <ui/ticker.h>
#include <workspace/session.h>

#include <QObject>
#include <qqmlregistration.h>

namespace coupe::ui {

/// The Activity place: what runs and what ran, narrowed by words and kind.
class ActivityController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged FINAL)
    Q_PROPERTY(coupe::ui::ActivityModel *model READ model CONSTANT FINAL)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged FINAL)
    Q_PROPERTY(Show show READ show WRITE setShow NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool filterHidesAll READ filterHidesAll NOTIFY countsChanged FINAL)
    Q_PROPERTY(int allCount READ allCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int runningCount READ runningCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int failedCount READ failedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int mineCount READ mineCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString asOfText READ asOfText NOTIFY statusChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    enum Status { Loading, Empty, Failed, Ready };
    Q_ENUM(Status)
    enum Show { ShowAll, ShowRunning, ShowFailed, ShowMine, ShowProtected };
    Q_ENUM(Show)

    ActivityController(workspace::Session &session, Ticker &ticker, QObject *parent = nullptr);

    Status status() const;
    QString errorText() const;
    ActivityModel *model() { return &m_model; }
    QString filterText() const { return m_filterText; }
    void setFilterText(const QString &text);
    Show show() const { return m_show; }
    void setShow(Show show);
    bool filterHidesAll() const { return !m_items.isEmpty() && m_model.rowCount() == 0; }
    int allCount() const { return int(m_items.size()); }
    int runningCount() const;
    int failedCount() const;
    int mineCount() const;
    QString asOfText() const;

    Q_INVOKABLE void checkNow();
    Q_INVOKABLE void clearFilters();
    /// The words of a row that a person would paste into a chat: what, where, how it ended, and the server's words.
    Q_INVOKABLE QString summary(int row) const;

Q_SIGNALS:
    void statusChanged();
    void filterChanged();
    void countsChanged();
    /// One of our own requests ended. @p app and @p environment are fit to be shown.
    void ended(const QString &shape, const QString &text, const QString &requestId);

private:
    void update();
    void updateLines();
    void announce(const workspace::Request &request);

    workspace::Session &m_session;
    QList<workspace::ActivityItem> m_items;
    ActivityModel m_model;
    QString m_filterText;
    Show m_show = ShowAll;
};

} // namespace coupe::ui
