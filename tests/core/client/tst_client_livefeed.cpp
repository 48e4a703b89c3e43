#include "clientfixture.h"

#include <client/backoff.h>
#include <client/eventstreamparser.h>
#include <client/feedhints.h>
#include <client/livefeed.h>

#include <QFile>
#include <QSignalSpy>

using namespace coupe;
using namespace coupe::client;
using namespace coupe::test;

namespace {

constexpr FeedTiming Quick{.handshake = 300ms,
    .ping = 50ms,
    .missedPongs = 2,
    .silence = 300ms,
    .firstRetry = 20ms,
    .lastRetry = 100ms,
    .stable = 10s,
    .coalesce = 30ms};

const QByteArray Commit =
    R"({"event":"gitopsCommit","gitopsCommit":{"sha":"392e","status":"Progressing","env":"staging"}})";
const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: ping\n\n";

/// A feed and everything it said.
struct Listening {
    explicit Listening(const StubServer &server, LiveFeed::Transport transport = LiveFeed::Transport::Websocket,
        FeedTiming timing = Quick)
        : feed(connectionTo(server), transport, timing)
    {
        QObject::connect(&feed, &LiveFeed::hint, &feed, [this](Topic topic) { hints.append(topic); });
        QObject::connect(&feed, &LiveFeed::connected, &feed, [this] { ++connected; });
        QObject::connect(&feed, &LiveFeed::resyncNeeded, &feed, [this] { ++resyncs; });
        QObject::connect(&feed, &LiveFeed::unauthorized, &feed, [this] { ++unauthorized; });
        QObject::connect(&feed, &LiveFeed::lost, &feed, [this](const Error &error, std::chrono::milliseconds nextTry) {
            losses.append(error);
            waits.append(nextTry);
        });
        feed.start();
    }

    LiveFeed feed;
    QList<Topic> hints;
    QList<Error> losses;
    QList<std::chrono::milliseconds> waits;
    int connected = 0;
    int resyncs = 0;
    int unauthorized = 0;
};

} // namespace

/// Live events: hints only, and a connection that heals by itself.
class LiveFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsBecomeHints();
    void documentsInOneFrameAreSplit();
    void aBurstBecomesFewHints();
    void theTokenGoesIntoTheHeaderOnly();
    void nothingIsEverSent();
    void aStalledHandshakeEnds();
    void aRefusedHandshakeIsTriedAgain_data();
    void aRefusedHandshakeIsTriedAgain();
    void a401StopsTheFeed_data();
    void a401StopsTheFeed();
    void aDroppedConnectionComesBackAndAsksForAResync();
    void aSilentPeerIsFound();
    void aLivingPeerIsKept();
    void aHugeFrameEndsTheConnection_data();
    void aHugeFrameEndsTheConnection();
    void stoppingIsQuietAndFinal();
    void retryNowDoesNotWait();
    void destroyedInItsOwnSignalItIsGone();
    void serverSentEventsBecomeHints();
    void aStreamThatEndsInOrderIsOpenedAgain();
    void aSilentStreamIsFound();
    void aPageIsNotAStream();
    void withoutATransportNothingHappens();
    void theBackoffGrowsAndSpreads();
    void streamsAreTakenApart_data();
    void streamsAreTakenApart();
};

Q_DECLARE_METATYPE(coupe::test::Script)

void LiveFeedTest::eventsBecomeHints()
{
    QCOMPARE(topicOf(Commit), Topic::GitopsCommits);
    QCOMPARE(topicOf(R"({"event":"envsUpdated","envs":[]})"), Topic::Environments);
    QCOMPARE(topicOf(R"({"event":"staleRepoData","repo":"acme/web"})"), Topic::Artifacts);
    QCOMPARE(topicOf(R"({"event":"somethingNew"})"), Topic::Other);
    QCOMPARE(topicOf(R"({"gitopsCommit":null,"type":"gitopsCommit"})"), Topic::GitopsCommits);
    QCOMPARE(topicOf(R"({"event":7})"), std::nullopt);
    QCOMPARE(topicOf("[]"), std::nullopt);
    QCOMPARE(topicOf("{\"event\":\"gitopsC"), std::nullopt);

    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}, Send{frame(Commit)}});
    Listening listening(server);
    QTRY_COMPARE(listening.hints, QList{Topic::GitopsCommits});
    QCOMPARE(listening.connected, 1);
    QCOMPARE(listening.resyncs, 1);
    QVERIFY(listening.feed.isConnected());
}

void LiveFeedTest::documentsInOneFrameAreSplit()
{
    const FeedMessage message =
        feedMessage(Commit + "\n\n{\"half\n" + R"({"event":"envsUpdated"})" + '\n' + Commit + "\nnull");
    QCOMPARE(message, (FeedMessage{{Topic::GitopsCommits, Topic::Environments}, 2}));

    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}, Send{frame(Commit + '\n' + R"({"event":"staleRepoData"})" + "\nnonsense")}});
    Listening listening(server);
    QTRY_COMPARE(listening.hints, (QList{Topic::GitopsCommits, Topic::Artifacts}));
    QCOMPARE(listening.feed.malformedCount(), 1);
    QVERIFY(listening.feed.isConnected());
}

void LiveFeedTest::aBurstBecomesFewHints()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}});
    FeedTiming timing = Quick;
    timing.coalesce = 200ms;
    Listening listening(server, LiveFeed::Transport::Websocket, timing);
    QTRY_COMPARE(listening.connected, 1);
    server.push(frame(Commit).repeated(5000));
    QTRY_VERIFY(listening.hints.size() >= 1);
    QTest::qWait(600);
    // The first at once, the last not lost, and no more than one in each 200 ms between.
    QVERIFY2(listening.hints.size() >= 2 && listening.hints.size() <= 5,
        qPrintable(QString::number(listening.hints.size())));
    QVERIFY(listening.feed.isConnected());
}

void LiveFeedTest::theTokenGoesIntoTheHeaderOnly()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_COMPARE(listening.connected, 1);
    const Request request = server.requests().first();
    QCOMPARE(request.target, "/ws/"_ba);
    QCOMPARE(request.header("Authorization"), "Bearer " + SecretToken);
    QVERIFY(request.header("Cookie").isEmpty());
}

void LiveFeedTest::nothingIsEverSent()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}, Send{frame(Commit)}});
    Listening listening(server);
    QTRY_VERIFY(server.pings() >= 3);
    QCOMPARE(server.dataFrames(), 0);
}

void LiveFeedTest::aStalledHandshakeEnds()
{
    StubServer server;
    server.on(u"/ws/"_s, {Hang{}});
    Listening listening(server);
    QTRY_COMPARE(listening.losses.size(), 1);
    QCOMPARE(listening.losses.first().kind, ErrorKind::Timeout);
    QCOMPARE(listening.connected, 0);
    QTRY_VERIFY(server.requests().size() >= 2);
}

void LiveFeedTest::aRefusedHandshakeIsTriedAgain_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("404") << unknownPath();
    QTest::newRow("200") << page(200);
    QTest::newRow("302") << redirect(302, "https://evil.invalid/ws/");
    QTest::newRow("502") << page(502);
    QTest::newRow("closed") << Script{Close{}};
    QTest::newRow("reset") << Script{Reset{}};
}

void LiveFeedTest::aRefusedHandshakeIsTriedAgain()
{
    QFETCH(Script, script);
    StubServer server;
    server.next(script);
    server.next(script);
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_COMPARE(listening.connected, 1);
    QCOMPARE(listening.losses.size(), 2);
    for (const auto wait : listening.waits)
        QVERIFY(wait >= Quick.firstRetry && wait <= Quick.lastRetry);
    for (const Error &error : listening.losses)
        QVERIFY(!error.message.isEmpty());
}

void LiveFeedTest::a401StopsTheFeed_data()
{
    QTest::addColumn<bool>("stream");
    QTest::newRow("websocket") << false;
    QTest::newRow("server-sent events") << true;
}

void LiveFeedTest::a401StopsTheFeed()
{
    QFETCH(bool, stream);
    StubServer server;
    server.on(u"/ws/"_s, reply(401, "Unauthorized\n"));
    server.on(u"/sink/register"_s, reply(401, "Unauthorized\n"));
    Listening listening(server, stream ? LiveFeed::Transport::ServerSentEvents : LiveFeed::Transport::Websocket);
    QTRY_COMPARE(listening.unauthorized, 1);
    QCOMPARE(listening.losses.size(), 1);
    QCOMPARE(listening.losses.first().kind, ErrorKind::Unauthorized);
    QVERIFY(listening.waits.first() < 0ms);
    QTest::qWait(300);
    QCOMPARE(server.requests().size(), 1);
}

void LiveFeedTest::aDroppedConnectionComesBackAndAsksForAResync()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(listening.resyncs, round);
        QCOMPARE(listening.connected, round);
        server.dropAll();
        QTRY_COMPARE(listening.losses.size(), round);
        QVERIFY(!listening.feed.isConnected() || listening.connected > round);
    }
    QCOMPARE(listening.losses.first().kind, ErrorKind::Interrupted);
}

void LiveFeedTest::aSilentPeerIsFound()
{
    StubServer server;
    server.setAnswersPings(false);
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_VERIFY(!listening.losses.isEmpty());
    QCOMPARE(listening.losses.first().kind, ErrorKind::Timeout);
    QVERIFY(server.pings() >= 2);
}

void LiveFeedTest::aLivingPeerIsKept()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_VERIFY(server.pings() >= 8);
    QVERIFY(listening.losses.isEmpty());
    QCOMPARE(server.connections(), 1);
}

void LiveFeedTest::aHugeFrameEndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("head");
    // The announced lengths: 600 MB, and 2 MB.
    QTest::newRow("600 MB") << QByteArray::fromHex("817f0000000023c34600");
    QTest::newRow("2 MB") << QByteArray::fromHex("817f00000000001e8480");
}

void LiveFeedTest::aHugeFrameEndsTheConnection()
{
    QFETCH(QByteArray, head);
    StubServer server;
    server.next({Upgrade{}, Send{head}, Flood{QByteArray(64 * 1024, ' '), 600'000'000}});
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_VERIFY(!listening.losses.isEmpty());
    QVERIFY(listening.losses.first().kind == ErrorKind::TooLarge
        || listening.losses.first().kind == ErrorKind::Interrupted);
    QTRY_COMPARE(listening.connected, 2);
}

void LiveFeedTest::stoppingIsQuietAndFinal()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}});
    Listening listening(server);
    QTRY_COMPARE(listening.connected, 1);
    listening.feed.stop();
    QVERIFY(!listening.feed.isConnected());
    QTRY_COMPARE(server.openConnections(), 0);
    QTest::qWait(200);
    QCOMPARE(server.connections(), 1);
    QVERIFY(listening.losses.isEmpty());

    listening.feed.start();
    QTRY_COMPARE(listening.connected, 2);
}

void LiveFeedTest::retryNowDoesNotWait()
{
    StubServer server;
    server.next(page(502));
    server.on(u"/ws/"_s, {Upgrade{}});
    FeedTiming timing = Quick;
    timing.firstRetry = 100s;
    timing.lastRetry = 100s;
    Listening listening(server, LiveFeed::Transport::Websocket, timing);
    QTRY_COMPARE(listening.losses.size(), 1);
    listening.feed.retryNow();
    QTRY_COMPARE(listening.connected, 1);
}

void LiveFeedTest::destroyedInItsOwnSignalItIsGone()
{
    StubServer server;
    server.on(u"/ws/"_s, {Upgrade{}, Send{frame(Commit)}, Wait{20ms}, Reset{}});
    server.on(u"/sink/register"_s, {Send{StreamHead + "data: {\"type\":\"gitopsCommit\"}\n\n"}, Wait{20ms}, Reset{}});
    for (const auto transport : {LiveFeed::Transport::Websocket, LiveFeed::Transport::ServerSentEvents}) {
        for (int which = 0; which < 4; ++which) {
            auto feed = std::make_unique<LiveFeed>(connectionTo(server), transport, Quick);
            const auto destroy = [&](int when) {
                if (when == which)
                    feed.reset();
            };
            QObject context;
            connect(feed.get(), &LiveFeed::connected, &context, [&] { destroy(0); });
            connect(feed.get(), &LiveFeed::resyncNeeded, &context, [&] { destroy(1); });
            connect(feed.get(), &LiveFeed::hint, &context, [&] { destroy(2); });
            connect(feed.get(), &LiveFeed::lost, &context, [&] { destroy(3); });
            feed->start();
            QTRY_VERIFY(!feed);
        }
    }
}

void LiveFeedTest::serverSentEventsBecomeHints()
{
    StubServer server;
    server.on(u"/sink/register"_s,
        {Send{StreamHead}, Drip{"data: {\"gitopsCommit\":null,\"type\":\"gitopsCommit\"}\n\n", 1ms, 7}});
    Listening listening(server, LiveFeed::Transport::ServerSentEvents);
    QTRY_COMPARE(listening.hints, QList{Topic::GitopsCommits});
    QCOMPARE(listening.connected, 1);
    QCOMPARE(listening.resyncs, 1);
}

void LiveFeedTest::aStreamThatEndsInOrderIsOpenedAgain()
{
    StubServer server;
    server.on(u"/sink/register"_s,
        {Send{"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n: "
              "ping\n\n\r\n"},
            Wait{50ms}, Send{"0\r\n\r\n"}, Close{}});
    Listening listening(server, LiveFeed::Transport::ServerSentEvents);
    QTRY_COMPARE(listening.resyncs, 3);
    for (const auto wait : listening.waits)
        QCOMPARE(wait, Quick.firstRetry);
}

void LiveFeedTest::aSilentStreamIsFound()
{
    StubServer server;
    server.on(u"/sink/register"_s, {Send{StreamHead}, Hang{}});
    Listening listening(server, LiveFeed::Transport::ServerSentEvents);
    QTRY_VERIFY(!listening.losses.isEmpty());
    QCOMPARE(listening.losses.first().kind, ErrorKind::Timeout);
}

void LiveFeedTest::aPageIsNotAStream()
{
    StubServer server;
    server.on(u"/sink/register"_s, page(200));
    Listening listening(server, LiveFeed::Transport::ServerSentEvents);
    QTRY_VERIFY(!listening.losses.isEmpty());
    QCOMPARE(listening.connected, 0);
}

void LiveFeedTest::withoutATransportNothingHappens()
{
    QCOMPARE(LiveFeed::transportFor({}), LiveFeed::Transport::None);
    Capabilities capabilities;
    capabilities.features = Feature::Websocket;
    QCOMPARE(LiveFeed::transportFor(capabilities), LiveFeed::Transport::Websocket);
    capabilities.features = Feature::ServerSentEvents;
    QCOMPARE(LiveFeed::transportFor(capabilities), LiveFeed::Transport::ServerSentEvents);
    StubServer server;
    Listening listening(server, LiveFeed::Transport::None);
    QTest::qWait(50);
    QCOMPARE(server.connections(), 0);
    QVERIFY(listening.losses.isEmpty());
}

void LiveFeedTest::theBackoffGrowsAndSpreads()
{
    Backoff longest(1s, 60s);
    Backoff shortest(1s, 60s);
    QList<qint64> bounds;
    for (int i = 0; i < 8; ++i) {
        bounds.append(longest.next(1.0).count() / 1000);
        QCOMPARE(shortest.next(0.0), std::chrono::milliseconds(1s));
    }
    QCOMPARE(bounds, (QList<qint64>{2, 4, 8, 16, 32, 60, 60, 60}));
    longest.reset();
    QCOMPARE(longest.next(1.0), std::chrono::milliseconds(2s));
}

void LiveFeedTest::streamsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QByteArray>>("messages");
    QTest::newRow("one") << "data: a\n\n"_ba << QList{"a"_ba};
    QTest::newRow("no space") << "data:a\n\n"_ba << QList{"a"_ba};
    QTest::newRow("two lines") << "data: a\ndata: b\n\n"_ba << QList{"a\nb"_ba};
    QTest::newRow("comments and fields") << ": ping\n\nretry: 0\nid: \0x\nevent: e\ndata: a\r\n\r\n"_ba
                                         << QList{"a"_ba};
    QTest::newRow("empty data") << "data:\n\n"_ba << QList{""_ba};
    QTest::newRow("unfinished") << "data: a\n"_ba << QList<QByteArray>{};
    QTest::newRow("no line end") << "data: a"_ba << QList<QByteArray>{};
}

void LiveFeedTest::streamsAreTakenApart()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<QByteArray>, messages);
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        EventStreamParser parser;
        QList<QByteArray> all = parser.add(stream.left(cut));
        all += parser.add(stream.mid(cut));
        QCOMPARE(all, messages);
        QVERIFY(!parser.isTooLarge());
    }
    EventStreamParser parser;
    for (int i = 0; i < 20 && !parser.isTooLarge(); ++i)
        parser.add(QByteArray(100'000, 'x'));
    QVERIFY(parser.isTooLarge());
    EventStreamParser lines;
    for (int i = 0; i < 100 && !lines.isTooLarge(); ++i)
        lines.add("data: " + QByteArray(100'000, 'x') + '\n');
    QVERIFY(lines.isTooLarge());
}

QTEST_GUILESS_MAIN(LiveFeedTest)
#include "tst_client_livefeed.moc"
