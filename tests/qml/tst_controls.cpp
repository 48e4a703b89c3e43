#include <QQmlEngine>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtQuickTest/quicktest.h>

/// A server that nobody is meant to ask: texts that look like markup point at it.
class Listener : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString markup READ markup CONSTANT FINAL)

public:
    Listener()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { ++m_requests; });
    }

    void listen()
    {
        if (!m_server.isListening())
            m_server.listen(QHostAddress::LocalHost);
    }

    Q_INVOKABLE int requests() const { return m_requests; }
    QString markup() const
    {
        return QStringLiteral("<b>a</b><img src=\"http://127.0.0.1:%1/x\">").arg(m_server.serverPort());
    }

private:
    QTcpServer m_server;
    int m_requests = 0;
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        m_listener.listen();
        engine->addImportPath(QStringLiteral(":/qt/qml"));
        qmlRegisterSingletonInstance("Coupe.Test", 1, 0, "Listener", &m_listener);
    }

private:
    Listener m_listener;
};

QUICK_TEST_MAIN_WITH_SETUP(controls, Setup)

#include "tst_controls.moc"
