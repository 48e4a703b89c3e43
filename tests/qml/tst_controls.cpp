#include <QQmlEngine>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>

Q_IMPORT_QML_PLUGIN(Coupe_ThemePlugin)
Q_IMPORT_PLUGIN(CoupeControlsPlugin)

/// A server that nobody is meant to ask: texts that look like markup point at it.
class Listener : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int requests READ requests CONSTANT FINAL)
    Q_PROPERTY(QString markup READ markup CONSTANT FINAL)

public:
    Listener()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { ++m_requests; });
        m_server.listen(QHostAddress::LocalHost);
    }

    int requests() const { return m_requests; }
    QString markup() const { return QStringLiteral("<b>a</b><img src=http://127.0.0.1:%1/x>").arg(m_server.serverPort()); }

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
        engine->addImportPath(QStringLiteral(":/qt/qml"));
        qmlRegisterSingletonInstance("Coupe.Test", 1, 0, "Listener", &m_listener);
    }

private:
    Listener m_listener;
};

QUICK_TEST_MAIN_WITH_SETUP(controls, Setup)

#include "tst_controls.moc"
