#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

/// git over HTTP on a free loopback port, on a thread of its own: git's own http-backend behind a server of a few
/// lines, which can also misbehave.
class SmartServer
{
public:
    enum class Manner {
        Serves,
        AsksForToken, ///< serves who shows the token
        Redirects, ///< to whereTo()
        Silent, ///< accepts, reads, and says nothing
        Fails, ///< with status()
    };

    /// @p root: the folder whose repositories it serves.
    SmartServer(Manner manner, QString root);
    ~SmartServer();

    QString url(const QString &repository) const;
    /// "user:token" that is let in.
    void letIn(const QByteArray &credentials) { m_credentials = credentials; }
    void redirectTo(const QByteArray &origin) { m_whereTo = origin; }
    void failWith(int status) { m_status = status; }
    /// Called on the server's thread when somebody came in with the token.
    void onLetIn(std::function<void()> look) { m_look = std::move(look); }

    int requests() const { return m_requests; }
    /// All Authorization headers that were heard.
    QByteArrayList heard() const;

private:
    struct Request {
        QByteArray method, target, body;
        QMap<QByteArray, QByteArray> headers;
    };
    void serve(class QTcpSocket &socket);
    QByteArray answer(const Request &request);
    QByteArray runBackend(const Request &request) const;

    Manner m_manner;
    QString m_root;
    QByteArray m_credentials;
    QByteArray m_whereTo;
    int m_status = 500;
    std::function<void()> m_look;
    std::atomic<int> m_requests = 0;
    std::atomic<quint16> m_port = 0;
    mutable std::mutex m_mutex;
    QByteArrayList m_heard;
    QThread m_thread;
    std::unique_ptr<class QTcpServer> m_server;
};
