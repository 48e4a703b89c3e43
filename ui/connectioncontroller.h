#pragma once

#include <ui/ticker.h>
#include <workspace/session.h>

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

namespace coupe::ui {

/// How the connection stands, in words: quiet in the status bar, and a banner once it has been lost for five seconds.
class ConnectionController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString shape READ shape NOTIFY changed FINAL)
    Q_PROPERTY(QString word READ word NOTIFY changed FINAL)
    Q_PROPERTY(QString server READ server CONSTANT FINAL)
    Q_PROPERTY(QString name READ name CONSTANT FINAL)
    Q_PROPERTY(QString asOfText READ asOfText NOTIFY changed FINAL)
    Q_PROPERTY(QString gitAsOfText READ gitAsOfText NOTIFY changed FINAL)
    Q_PROPERTY(QString login READ login NOTIFY changed FINAL)
    Q_PROPERTY(bool bannerVisible READ bannerVisible NOTIFY changed FINAL)
    Q_PROPERTY(bool signedOut READ signedOut NOTIFY changed FINAL)
    Q_PROPERTY(QString bannerTitle READ bannerTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString bannerText READ bannerText NOTIFY changed FINAL)
    Q_PROPERTY(bool refreshing READ refreshing NOTIFY refreshingChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("Part of AppController")

public:
    ConnectionController(workspace::Session &session, Ticker &ticker, QObject *parent = nullptr);

    QString shape() const;
    QString word() const;
    QString server() const;
    QString name() const;
    QString asOfText() const;
    QString gitAsOfText() const;
    QString login() const;
    bool bannerVisible() const;
    bool signedOut() const;
    QString bannerTitle() const;
    QString bannerText() const;
    bool refreshing() const { return m_refreshing; }

    Q_INVOKABLE void tryNow();
    /// After a 401. The token is kept for this run only.
    Q_INVOKABLE void signIn(const QString &token);

Q_SIGNALS:
    void changed();
    void refreshingChanged();

private:
    void update();

    workspace::Session &m_session;
    QTimer m_patience;
    bool m_patienceIsOver = false;
    bool m_refreshing = false;
};

} // namespace coupe::ui
