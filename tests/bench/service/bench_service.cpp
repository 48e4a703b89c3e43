#include "probe.h"

#include <service/writequeue.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace coupe;
using namespace coupe::service;
using namespace coupe::service::test;
using namespace Qt::StringLiterals;

/// Figures of the built-in service, one table: bench_service [STORED-ARTIFACTS]
namespace {

void print(const char *what, double value, const char *unit)
{
    std::printf("%-64s %10.1f %s\n", what, value, unit);
    std::fflush(stdout);
}

double peakMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// Keeps its connection, as real clients do.
class Client
{
public:
    explicit Client(const Bench &bench)
        : m_head("Host: 127.0.0.1:" + QByteArray::number(bench.service->port()) + "\r\nAuthorization: Bearer "
              + bench.admin.token() + "\r\nContent-Length: ")
    {
        m_socket.connectToHost(u"127.0.0.1"_s, bench.service->port());
        m_socket.waitForConnected();
    }
    Reply send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        m_socket.write(
            method + ' ' + target + " HTTP/1.1\r\n" + m_head + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return readReply(m_socket);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_head;
};

/// How often per second @p clients at once get @p request answered.
template <typename Request> double perSecond(const Bench &bench, int clients, double seconds, Request request)
{
    std::atomic<int> answered = 0;
    std::atomic<bool> failed = false;
    std::vector<std::thread> threads;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            Client client(bench);
            while (timer.elapsed() < seconds * 1000 && !failed) {
                if (request(client).status / 100 == 2)
                    ++answered;
                else
                    failed = true;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    if (failed)
        std::fputs("a request failed\n", stderr);
    return answered * 1000.0 / double(timer.elapsed());
}

/// Puts artifacts where requests would have put them, without their cost.
void fill(const Bench &bench, int count)
{
    const auto store = Store::open(bench.folder.filePath(u"data/service.sqlite"_s));
    WriteQueue writes;
    for (int done = 0; done < count;) {
        const auto written = writes.write(**store, [&](Store &own) -> Result<void> {
            for (int i = 0; i < 5'000 && done < count; ++i, ++done) {
                const QByteArray document =
                    artifactJson("app" + QByteArray::number(done % 50), QByteArray::number(done));
                auto artifact =
                    *gimlet::JsonDecoder::decodeObject<gimlet::Artifact>(QJsonDocument::fromJson(document).object());
                artifact.id = u"acme/app-%1"_s.arg(done);
                artifact.created = gimlet::timeFromUnix(1'700'000'000 + done);
                if (const auto added = own.addArtifact(
                        artifact, QJsonDocument(gimlet::toJson(artifact)).toJson(QJsonDocument::Compact));
                    !added)
                    return added;
            }
            return {};
        });
        if (!written)
            qFatal("%s", qPrintable(written.error().detail));
    }
}

double releasesPerSecond(const Bench &bench, int count)
{
    QStringList artifacts;
    for (int i = 0; i < count; ++i)
        artifacts.append(bench.admin.post("/api/artifact", artifactJson("web", "r" + QByteArray::number(i), "other"))
                .object()["id"_L1]
                .toString());
    for (const QString &id : std::as_const(artifacts))
        std::ignore = bench.admin.trackArtifact(id);
    QElapsedTimer timer;
    timer.start();
    QString last;
    for (const QString &id : std::as_const(artifacts))
        last = bench.admin.post("/api/releases", releaseJson(id)).object()["id"_L1].toString();
    std::ignore = bench.admin.trackRelease(last);
    return count * 1000.0 / double(timer.elapsed());
}

/// The same files, written and committed by the git program.
double gitCommitsPerSecond(const QString &folder, int count)
{
    const auto git = [&](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(u"git"_s, QStringList{u"-c"_s, u"user.name=a"_s, u"-c"_s, u"user.email=a@x"_s} + arguments);
        process.waitForFinished();
    };
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    };
    git({u"init"_s, u"-q"_s});
    QDir(folder).mkpath(u"production/web"_s);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        const QByteArray text = QByteArray::number(i) + QByteArray(400, 'x') + '\n';
        write(u"production/release.json"_s, text);
        write(u"production/web/release.json"_s, text);
        write(u"production/web/manifest.yaml"_s, text);
        git({u"add"_s, u"-A"_s});
        git({u"commit"_s, u"-q"_s, u"-m"_s, u"[Gimlet] production/web automated deploy"_s});
    }
    return count * 1000.0 / double(timer.elapsed());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int stored = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    constexpr int releases = 100;
    const Bench bench;

    const double commits = releasesPerSecond(bench, releases);
    print("deploy requests written to git", commits, "/s");
    QTemporaryDir plain;
    const double loop = gitCommitsPerSecond(plain.path(), releases);
    print("plain `git add && git commit` of the same files", loop, "/s");
    print("the service against it", commits / loop, "times as fast");

    fill(bench, stored);
    std::printf("with %d stored artifacts:\n", stored);
    const auto get = [](const QByteArray &target) {
        return [target](Client &client) { return client.send("GET", target); };
    };
    print("GET /api/artifacts?limit=10, 1 client", perSecond(bench, 1, 3, get("/api/artifacts?limit=10")), "/s");
    print("GET /api/artifacts?limit=10, 4 clients", perSecond(bench, 4, 3, get("/api/artifacts?limit=10")), "/s");
    print("GET /api/artifacts?limit=10&repository=acme/app7, 4 clients",
        perSecond(bench, 4, 3, get("/api/artifacts?limit=10&repository=acme/app7")), "/s");
    const QByteArray far = "/api/artifacts?limit=10&offset=" + QByteArray::number(stored - 10);
    print("GET /api/artifacts, the last page, 4 clients", perSecond(bench, 4, 3, get(far)), "/s");
    const auto ship = [](Client &client) {
        return client.send("POST", "/api/artifact", artifactJson("web", "ddd4", "other"));
    };
    print("POST /api/artifact, 1 client", perSecond(bench, 1, 3, ship), "/s");
    print("POST /api/artifact, 8 clients", perSecond(bench, 8, 3, ship), "/s");
    print("peak memory, the clients' included", peakMegabytes(), "MB");
    return 0;
}
