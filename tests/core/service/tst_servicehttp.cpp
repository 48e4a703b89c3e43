#include "probe.h"

#include <service/http.h>

#include <QFile>

using namespace coupe::service;
using namespace coupe::service::test;
using namespace Qt::StringLiterals;

/// What the server refuses before anybody looks at what is asked, and that it stays small and alive meanwhile.
class TestServiceHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void echoes();
    void whichHostsAreServed_data();
    void whichHostsAreServed();
    void whichOriginsAreServed_data();
    void whichOriginsAreServed();
    void manyHostsAreRefused();
    void headsHaveALimit();
    void fieldsHaveALimit();
    void bodiesHaveALimit_data();
    void bodiesHaveALimit();
    void aHugeBodyCostsNoMemory();
    void largeBodiesAreForThoseWhoAreKnown();
    void chunkedBodiesAreReadUpToTheirLimit();
    void continueIsSaid();
    void keepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void slowHeadsAreCutOff();
    void slowBodiesAreCutOff();
    void seventyIdleConnections();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void busyPortIsASentence();
    void stopsWhileConnectionsAreOpen();

private:
    void listen(HttpOptions options);
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_server->port()); }
    Probe probe() const { return {m_server->port(), {}}; }

    std::unique_ptr<HttpServer> m_server;
};

namespace {

/// Answers with what it was asked.
class Echo final : public Handler
{
public:
    Response handle(const Request &request) override
    {
        return {200,
            request.method + ' ' + request.path + ' ' + request.query + ' ' + QByteArray::number(request.body.size()),
            "text/plain", {}};
    }
    std::optional<Response> refuse(const Request &head) override
    {
        if (head.path == "/secret")
            return Response{401, "Unauthorized\n", "text/plain", {}};
        return std::nullopt;
    }
};

qint64 residentKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

void TestServiceHttp::listen(HttpOptions options)
{
    m_server.reset();
    options.maxBodyOf.insert("/large", 8 * 1024 * 1024);
    options.maxBodyOf.insert("/secret", 8 * 1024 * 1024);
    auto server = HttpServer::listen(options, [] { return std::make_unique<Echo>(); });
    QVERIFY(server);
    m_server = std::move(*server);
    m_server->serve();
}

void TestServiceHttp::init()
{
    listen({});
}

void TestServiceHttp::echoes()
{
    const Reply reply = probe().post("/a%20b/c?x=1&y=%2F", "hello");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, "POST /a b/c x=1&y=%2F 5");
    QVERIFY(reply.head.contains("Cache-Control: no-cache"));
}

void TestServiceHttp::whichHostsAreServed_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    QTest::newRow("address") << QByteArray("127.0.0.1:PORT") << 200;
    QTest::newRow("localhost") << QByteArray("localhost:PORT") << 200;
    QTest::newRow("LOCALHOST") << QByteArray("LOCALHOST:PORT") << 200;
    QTest::newRow("IPv6") << QByteArray("[::1]:PORT") << 200;
    for (const char *foreign : {"", "127.0.0.1", "localhost", "[::1]", "127.0.0.1:1", "localhost:80", "evil.example",
             "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost.:PORT", "localhost.evil.example:PORT",
             "0.0.0.0:PORT", "127.0.0.2:PORT", "127.1:PORT", "2130706433:PORT", "0x7f.0.0.1:PORT", "[::]:PORT",
             "[::ffff:127.0.0.1]:PORT", "::1:PORT", "user@127.0.0.1:PORT", "127.0.0.1:PORT@evil.example",
             "127.0.0.1:PORT, evil.example", "127.0.0.1:PORT:PORT", "127.0.0.1:0PORT", "127.0.0.1: PORT",
             "http://127.0.0.1:PORT", "127.0.0.1:PORT/", "127.0.0.1:PORT#", "rebind.network:PORT", "169.254.169.254",
             "*", "*:PORT", "%6cocalhost:PORT", "local\x01host:PORT", "localhost\xc2\xa0:PORT", "xn--localhost:PORT",
             ".localhost:PORT", "-:PORT", "127.0.0.1:-PORT", "127.0.0.1:99999"})
        QTest::newRow(foreign) << QByteArray(foreign) << 421;
}

void TestServiceHttp::whichHostsAreServed()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    host.replace("PORT", QByteArray::number(m_server->port()));
    const int got = probe().raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").status;
    if (host.contains('\x01'))
        QCOMPARE(got, 400); // not even a header
    else
        QCOMPARE(got, status);
}

void TestServiceHttp::whichOriginsAreServed_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 200;
    QTest::newRow("ours") << QByteArray("Origin: http://127.0.0.1:PORT\r\n") << 200;
    QTest::newRow("ours by name") << QByteArray("Origin: http://localhost:PORT\r\n") << 200;
    QTest::newRow("another port") << QByteArray("Origin: http://127.0.0.1:1\r\n") << 403;
    QTest::newRow("https") << QByteArray("Origin: https://127.0.0.1:PORT\r\n") << 403;
    QTest::newRow("foreign") << QByteArray("Origin: http://evil.example\r\n") << 403;
    QTest::newRow("null") << QByteArray("Origin: null\r\n") << 403;
    QTest::newRow("file") << QByteArray("Origin: file://\r\n") << 403;
    QTest::newRow("prefix") << QByteArray("Origin: http://127.0.0.1:PORT.evil.example\r\n") << 403;
    QTest::newRow("cross-site") << QByteArray("Sec-Fetch-Site: cross-site\r\n") << 403;
    QTest::newRow("same-site") << QByteArray("Sec-Fetch-Site: same-site\r\n") << 403;
    QTest::newRow("same-origin") << QByteArray("Sec-Fetch-Site: same-origin\r\n") << 200;
    QTest::newRow("typed by a person") << QByteArray("Sec-Fetch-Site: none\r\n") << 200;
}

void TestServiceHttp::whichOriginsAreServed()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    fields.replace("PORT", QByteArray::number(m_server->port()));
    for (const char *method : {"GET", "POST", "OPTIONS"}) {
        const Reply reply = probe().send(method, "/", {}, fields);
        QCOMPARE(reply.status, status);
        QVERIFY(!reply.head.toLower().contains("access-control-allow"));
    }
}

void TestServiceHttp::manyHostsAreRefused()
{
    QCOMPARE(probe().raw("GET / HTTP/1.1\r\nHost: " + host() + "\r\nHost: evil.example\r\n\r\n").status, 400);
    QCOMPARE(probe().raw("GET / HTTP/1.1\r\n\r\n").status, 421);
    QCOMPARE(probe().raw("GET http://evil.example/ HTTP/1.1\r\nHost: " + host() + "\r\n\r\n").status, 400);
}

void TestServiceHttp::headsHaveALimit()
{
    QCOMPARE(probe().send("GET", "/", {}, "X: " + QByteArray(15'000, 'x') + "\r\n").status, 200);
    QCOMPARE(probe().send("GET", "/", {}, "X: " + QByteArray(17'000, 'x') + "\r\n").status, 431);
    QCOMPARE(probe().send("GET", '/' + QByteArray(17'000, 'x')).status, 431);
    QCOMPARE(probe().send("GET", "/", {}, QByteArray("X: ") + QByteArray(2'000'000, 'x') + "\r\n").status, 431);
}

void TestServiceHttp::fieldsHaveALimit()
{
    QByteArray fields;
    for (int i = 0; i < 97; ++i) // Host, Content-Length and Connection come with them
        fields += "X-" + QByteArray::number(i) + ": y\r\n";
    QCOMPARE(probe().send("GET", "/", {}, fields).status, 200);
    QCOMPARE(probe().send("GET", "/", {}, fields + "One: more\r\n").status, 431);
    QCOMPARE(probe().send("GET", "/", {}, QByteArray("A: b\r\n").repeated(100'000)).status, 431);
}

void TestServiceHttp::bodiesHaveALimit_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("status");
    constexpr int mebibyte = 1024 * 1024;
    QTest::newRow("up to") << QByteArray("/") << mebibyte << 200;
    QTest::newRow("above") << QByteArray("/") << mebibyte + 1 << 413;
    QTest::newRow("large, up to") << QByteArray("/large") << 8 * mebibyte << 200;
    QTest::newRow("large, above") << QByteArray("/large") << 8 * mebibyte + 1 << 413;
}

void TestServiceHttp::bodiesHaveALimit()
{
    QFETCH(QByteArray, path);
    QFETCH(int, size);
    QFETCH(int, status);
    QCOMPARE(probe().post(path, QByteArray(size, 'x')).status, status);
}

void TestServiceHttp::aHugeBodyCostsNoMemory()
{
    const qint64 before = residentKilobytes();
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write("POST /large HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 1000000000\r\n\r\n");
    QCOMPARE(readReply(socket).status, 413);
    const QByteArray megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 200 && socket.state() == QAbstractSocket::ConnectedState; ++i) {
        socket.write(megabyte);
        socket.waitForBytesWritten(2'000);
    }
    QVERIFY2(residentKilobytes() - before < 16 * 1024, "the body was kept");
}

void TestServiceHttp::largeBodiesAreForThoseWhoAreKnown()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    // The answer comes although the body never does.
    socket.write("POST /secret HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 5000000\r\n\r\n");
    QCOMPARE(readReply(socket).status, 401);
}

void TestServiceHttp::chunkedBodiesAreReadUpToTheirLimit()
{
    const auto chunked = [&](int chunks) {
        QByteArray request =
            "POST / HTTP/1.1\r\nHost: " + host() + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        for (int i = 0; i < chunks; ++i)
            request += "400\r\n" + QByteArray(1024, 'x') + "\r\n";
        return probe().raw(request + "0\r\n\r\n");
    };
    QCOMPARE(chunked(3).body, "POST /  3072");
    QCOMPARE(chunked(2'000).status, 413);
}

void TestServiceHttp::continueIsSaid()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write("POST / HTTP/1.1\r\nHost: " + host()
        + "\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    QCOMPARE(readReply(socket).status, 100);
    socket.write("ok");
    QCOMPARE(readReply(socket).body, "POST /  2");
}

void TestServiceHttp::keepsTheConnection()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    for (int i = 0; i < 20; ++i) {
        socket.write("GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        QCOMPARE(readReply(socket).body, "GET /" + QByteArray::number(i) + "  0");
    }
}

void TestServiceHttp::answersPipelinedRequestsInOrder()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    for (int i = 0; i < 3; ++i)
        socket.write("GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: " + host()
            + (i == 2 ? "\r\nConnection: close" : "") + "\r\n\r\n");
    QVERIFY(socket.waitForDisconnected() || socket.state() == QAbstractSocket::UnconnectedState);
    const QByteArray all = socket.readAll();
    QVERIFY(all.indexOf("GET /0") < all.indexOf("GET /1"));
    QVERIFY(all.indexOf("GET /1") < all.indexOf("GET /2"));
}

void TestServiceHttp::slowHeadsAreCutOff()
{
    HttpOptions options;
    options.headSeconds = 1;
    listen(options);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    // One byte at a time for as long as it lasts: the deadline is for all of them together.
    const QByteArray head = "GET / HTTP/1.1\r\nHost: " + host() + "\r\nX: " + QByteArray(500, 'x');
    qsizetype sent = 0;
    while (sent < head.size() && socket.state() == QAbstractSocket::ConnectedState) {
        socket.write(head.mid(sent++, 1));
        socket.waitForReadyRead(20);
    }
    QVERIFY(sent < head.size());
}

void TestServiceHttp::slowBodiesAreCutOff()
{
    HttpOptions options;
    options.bodySeconds = 1;
    listen(options);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server->port());
    QVERIFY(socket.waitForConnected());
    socket.write("POST / HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 500\r\n\r\n");
    qsizetype sent = 0;
    while (sent < 500 && socket.state() == QAbstractSocket::ConnectedState) {
        socket.write("x");
        ++sent;
        socket.waitForReadyRead(20);
    }
    QVERIFY(sent < 500);
}

void TestServiceHttp::seventyIdleConnections()
{
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 64; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(socket->waitForConnected());
        idle.push_back(std::move(socket));
    }
    for (int i = 0; i < 6; ++i) {
        const Reply refused = probe().get("/");
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.body, "Service Unavailable\n");
    }
    // Those that were there before still work, and whoever leaves makes room.
    idle.front()->write("GET /still HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    QCOMPARE(readReply(*idle.front()).body, "GET /still  0");
    idle.pop_back();
    QTRY_COMPARE(probe().get("/").status, 200);
}

void TestServiceHttp::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no HTTP") << QByteArray("hello there\r\n\r\n");
    QTest::newRow("no path") << QByteArray("GET HTTP/1.1\r\n\r\n");
    QTest::newRow("bad version") << QByteArray("GET / HTTP/9.9\r\n\r\n");
    QTest::newRow("NUL in a field") << "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"_ba;
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray(
        "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx");
    QTest::newRow("bad chunk") << QByteArray(
        "POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    QTest::newRow("TLS") << "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"_ba;
}

void TestServiceHttp::nonsenseIsRefused()
{
    QFETCH(QByteArray, bytes);
    bytes.replace("HOST", host());
    const int status = probe().raw(bytes).status;
    QVERIFY2(status == 400 || status == 0, QByteArray::number(status).constData());
    QCOMPARE(probe().get("/").status, 200);
}

void TestServiceHttp::busyPortIsASentence()
{
    HttpOptions options;
    options.port = m_server->port();
    const auto second = HttpServer::listen(options, [] { return std::make_unique<Echo>(); });
    QVERIFY(!second);
    QCOMPARE(second.error().kind, coupe::ErrorKind::Unreachable);
    QCOMPARE(second.error().message, u"Another program already listens on 127.0.0.1:%1."_s.arg(m_server->port()));
    options.address = "nowhere";
    QCOMPARE(
        HttpServer::listen(options, [] { return std::make_unique<Echo>(); }).error().kind, coupe::ErrorKind::Invalid);
}

void TestServiceHttp::stopsWhileConnectionsAreOpen()
{
    std::vector<std::unique_ptr<QTcpSocket>> open;
    for (int i = 0; i < 10; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(socket->waitForConnected());
        if (i % 2)
            socket->write("GET / HTTP/1.1\r\nHost: half");
        socket->waitForBytesWritten(100);
        open.push_back(std::move(socket));
    }
    m_server.reset();
    for (const auto &socket : open)
        QVERIFY(socket->state() == QAbstractSocket::UnconnectedState || socket->waitForDisconnected());
}

QTEST_GUILESS_MAIN(TestServiceHttp)
#include "tst_servicehttp.moc"
