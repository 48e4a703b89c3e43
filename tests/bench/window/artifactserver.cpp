#include "artifactserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

#include <semaphore>

namespace coupe::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Newest = 1'790'000'000; ///< seconds since 1970

/// What CI ships for one app, newest first: %1 to %4 are the number, the hash, the time and the name.
QByteArray artifact(int number)
{
    const QByteArray name = "service-" + QByteArray::number(number % 40);
    const QByteArray sha = QByteArray::number(0x1000'0000'0000LL + number * 7919LL, 16).rightJustified(40, 'a');
    const QByteArray created = QByteArray::number(Newest - qint64(number) * 60);
    QByteArray json =
        R"({"id":"acme/NAME-fe334be2-4bb4-4e8a-86cb-NUMBER","created":CREATED,"version":{"repositoryName":"acme/NAME",)"
        R"("sha":"SHA","created":CREATED,"branch":"main","event":"push","authorName":"Zoë Müller",)"
        R"("authorEmail":"zoe@acme.example","committerName":"GitHub","committerEmail":"noreply@github.com",)"
        R"("message":"Fix the rounding of NAME at checkout (#NUMBER)\n\nThe total was off by one cent.",)"
        R"("url":"https://github.com/acme/NAME/commit/SHA"},"environments":[ENVIRONMENTS],)"
        R"("items":[{"name":"CI","url":"https://ci.example/runs/NUMBER"}],)"
        R"("vars":{"LOG_LEVEL":"info","GITHUB_RUN":"NUMBER","GITHUB_ACTOR":"zoe","GITHUB_REF":"refs/heads/main"}})";
    const QByteArray manifest =
        R"({"app":"NAME","env":"ENV","namespace":"default","deploy":{"branch":"main","event":"push"},)"
        R"("chart":{"repository":"https://chart.onechart.dev","name":"onechart","version":"0.32.0"},)"
        R"("values":{"replicas":2,"image":{"repository":"ghcr.io/acme/NAME","tag":"{{ .SHA }}"}}})";
    QByteArray staging = manifest;
    QByteArray production = manifest;
    json.replace("ENVIRONMENTS", staging.replace("ENV", "staging") + ',' + production.replace("ENV", "production"));
    return json.replace("NAME", name)
        .replace("SHA", sha)
        .replace("CREATED", created)
        .replace("NUMBER", QByteArray::number(number).rightJustified(12, '0'));
}

QByteArray answerTo(const QByteArray &target, int total, int atLeast)
{
    const QUrl url(QString::fromLatin1(target));
    if (url.path() != u"/api/artifacts")
        return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    const QUrlQuery query(url);
    const int from = query.queryItemValue(u"offset"_s).toInt();
    const int count = std::max(query.queryItemValue(u"limit"_s).toInt(), atLeast);
    QByteArray body = "[";
    for (int number = from; number < std::min(total, from + count); ++number) {
        if (number > from)
            body += ',';
        body += artifact(number);
    }
    body += ']';
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

ArtifactServer::ArtifactServer(int total, int atLeast)
{
    auto *server = new QTcpServer;
    m_listener = server;
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
    std::binary_semaphore listening{0};
    QMetaObject::invokeMethod(server, [this, server, total, atLeast, &listening] {
        server->listen(QHostAddress::LocalHost);
        m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(server->serverPort()));
        QObject::connect(server, &QTcpServer::newConnection, server, [server, total, atLeast] {
            QTcpSocket *socket = server->nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, total, atLeast] {
                while (socket->canReadLine()) {
                    const QList<QByteArray> words = socket->readLine().split(' ');
                    if (words.size() == 3 && words[0] == "GET") // headers have fewer words or other ones
                        socket->write(answerTo(words[1], total, atLeast));
                }
            });
        });
        listening.release();
    });
    listening.acquire();
}

ArtifactServer::~ArtifactServer()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace coupe::bench
