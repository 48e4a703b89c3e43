#pragma once

#include <service/service.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace coupe::service::test {

struct Reply {
    int status = 0;
    QByteArray head;
    QByteArray body;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
};

/// Reads one answer. Status 0 when none came.
inline Reply readReply(QTcpSocket &socket, int patience = 20'000)
{
    QByteArray bytes;
    const auto more = [&] {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(patience))
            return false;
        bytes += socket.readAll();
        return true;
    };
    qsizetype end = -1;
    while ((end = bytes.indexOf("\r\n\r\n")) < 0) {
        if (!more())
            return {};
    }
    Reply reply;
    reply.head = bytes.left(end);
    reply.status = reply.head.mid(9, 3).toInt();
    const QByteArray lower = reply.head.toLower();
    const qsizetype length = lower.indexOf("content-length:");
    const qsizetype wanted =
        length < 0 ? 0 : lower.mid(length + 15, lower.indexOf('\r', length) - length - 15).trimmed().toLongLong();
    while (bytes.size() < end + 4 + wanted && more()) { }
    reply.body = bytes.mid(end + 4, wanted);
    return reply;
}

/// Speaks HTTP to a service as plainly as can be, one connection a request.
class Probe
{
public:
    Probe() = default;
    Probe(quint16 port, QByteArray token) : m_port(port), m_token(std::move(token)) { }

    Reply get(const QByteArray &target) const { return send("GET", target); }
    Reply post(const QByteArray &target, const QByteArray &body = {}, const QByteArray &extraHeaders = {}) const
    {
        return send("POST", target, body, extraHeaders);
    }
    Reply send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const QByteArray &extraHeaders = {}) const
    {
        return raw(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n"
            + (m_token.isEmpty() ? QByteArray() : "Authorization: Bearer " + m_token + "\r\n") + extraHeaders
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    }
    Reply raw(const QByteArray &bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (!socket.waitForConnected(5'000))
            return {};
        socket.write(bytes);
        return readReply(socket);
    }

    /// Asks until the event is no longer new.
    QJsonObject track(const QByteArray &target) const
    {
        QJsonObject status;
        for (int tries = 0; tries < 4'000; ++tries) {
            status = get(target).object();
            if (status.value(QLatin1String("status")).toString() != QLatin1String("new"))
                break;
            QThread::msleep(5);
        }
        return status;
    }
    QJsonObject trackRelease(const QString &id) const
    {
        return track("/api/eventReleaseTrack?id=" + QUrl::toPercentEncoding(id));
    }
    QJsonObject trackArtifact(const QString &id) const
    {
        return track("/api/eventArtifactTrack?artifactId=" + QUrl::toPercentEncoding(id));
    }

    quint16 port() const { return m_port; }
    QByteArray token() const { return m_token; }

private:
    quint16 m_port = 0;
    QByteArray m_token;
};

/// A service on a folder of its own.
struct Bench {
    QTemporaryDir folder;
    std::unique_ptr<Service> service;
    Probe admin;

    explicit Bench(Options options = {})
    {
        options.dataFolder = folder.filePath(QStringLiteral("data"));
        auto started = Service::start(options);
        if (!started)
            qFatal("%s %s", qPrintable(started.error().message), qPrintable(started.error().detail));
        service = std::move(*started);
        admin = as(Service::adminLogin());
    }
    Probe as(const QString &login) const { return {service->port(), service->mintToken(login).value_or(QByteArray())}; }
    Probe nobody() const { return {service->port(), {}}; }
};

/// An artifact as the official CLI makes them, for one app in staging (deployed by policy from main) and production.
inline QByteArray artifactJson(
    const QByteArray &app = "web", const QByteArray &sha = "ddd4", const QByteArray &branch = "main")
{
    const QByteArray manifest =
        R"("namespace":"default","chart":{"name":""},"manifests":"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: )"
        + app + R"(\ndata:\n  sha: \"{{ .SHA }}\"\n")";
    return R"({"version":{"repositoryName":"acme/)" + app + R"(","sha":")" + sha
        + R"(","created":1700000000,"branch":")" + branch
        + R"(","authorName":"Jane","authorEmail":"j@x","committerName":"Jane","committerEmail":"j@x","message":"Fix login","url":"https://git.example/c/)"
        + sha + R"("},"environments":[{"app":")" + app
        + R"(","env":"staging","deploy":{"branch":"main","event":"push"},)" + manifest + R"(},{"app":")" + app
        + R"(","env":"production",)" + manifest
        + R"(}],"items":[{"name":"CI","url":"https://ci.example/1"}],"vars":{"SHA":")" + sha + R"("}})";
}

inline QByteArray releaseJson(
    const QString &artifactId, const QByteArray &env = "production", const QByteArray &app = "web")
{
    return R"({"env":")" + env + R"(","app":")" + app + R"(","artifactId":")" + artifactId.toUtf8()
        + R"(","triggeredBy":""})";
}

inline QByteArray fluxJson(const QString &revision, const QByteArray &reason, const QByteArray &name = "gitops-repo",
    const QByteArray &message = "Applied")
{
    return R"({"involvedObject":{"kind":"Kustomization","namespace":"flux-system","name":")" + name
        + R"("},"severity":"info","timestamp":"2023-01-04T16:17:43Z","message":")" + message + R"(","reason":")"
        + reason + R"(","metadata":{"revision":")" + revision.toUtf8()
        + R"("},"reportingController":"kustomize-controller","reportingInstance":"kustomize-controller-abc"})";
}

} // namespace coupe::service::test
