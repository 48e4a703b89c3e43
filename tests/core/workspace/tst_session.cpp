#include "fakegimlet.h"

#include <workspace/session.h>

#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;
using State = ConnectionStatus::State;

/// What a signed-in person sees, whatever the server does.
class SessionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeGimlet> m_gimlet;
    std::unique_ptr<Session> m_session;
    ManualClock m_clock{now};

    static inline const QByteArray token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl";

    void make(const Profile &changes = {})
    {
        m_session.reset();
        Session::Options options;
        options.profile = changes;
        options.profile.id = u"acme/1"_s;
        options.profile.server = m_gimlet->server.url();
        options.token = token;
        options.dataFolder = m_folder->filePath(u"data"_s);
        options.clock = &m_clock;
        m_session = std::make_unique<Session>(options);
    }

    void open(const Profile &changes = {})
    {
        make(changes);
        m_session->start();
    }

    const BoardCell *cell(const QString &environment = u"production"_s) const
    {
        return m_session->board()->cell(u"payments"_s, environment);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_gimlet = std::make_unique<FakeGimlet>();
        m_clock.set(now);
        m_gimlet->releases({release(3, u"staging"_s, 5), release(3, u"production"_s, 90)});
        m_gimlet->artifacts(artifacts(4));
    }

    void cleanup()
    {
        m_session.reset();
        m_gimlet.reset();
    }

    void boardAppears()
    {
        open();
        QVERIFY(!m_session->hasBoard());
        QVERIFY(m_session->board());
        QCOMPARE(m_session->connection().state, State::Connecting);
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(m_session->hasBoard());
        qInfo("first board after %lld ms", timer.elapsed());
        QCOMPARE(m_session->connection().state, State::Connected);
        QVERIFY(!m_session->boardIsRemembered());
        QCOMPARE(m_session->boardAsOf(), now);
        QCOMPARE(m_session->boardError(), Error());
        QCOMPARE(m_session->board()->environments.size(), 2);
        QCOMPARE(cell()->state, ReleaseState::Live);
        QCOMPARE(m_session->recentArtifacts().size(), 4);
        QCOMPARE(m_session->releases().value(u"staging"_s).size(), 2);
        QTRY_COMPARE(m_session->capabilities().generation, client::Generation::G);
        QTRY_COMPARE(m_session->login(), u"marta"_s);
    }

    void loginIsReadFromTheTokenUntilTheServerTells()
    {
        m_gimlet->server.on(u"/api/user"_s, {test::Hang{}});
        open();
        QCOMPARE(m_session->login(), u"bob"_s);
    }

    void historyIsAskedForWithItsStart()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        const auto requests = m_gimlet->server.requests();
        for (const test::Request &request : requests) {
            if (request.path() == u"/api/releases")
                QVERIFY(request.query().hasQueryItem(u"since"_s));
        }
    }

    void boardStaysWhileTheServerDies()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        m_clock.advance(std::chrono::minutes(3));
        m_gimlet->server.stopListening();
        m_gimlet->server.dropAll();
        m_session->refresh();
        QTRY_COMPARE(m_session->connection().state, State::Offline);
        QVERIFY(!m_session->connection().error.message.isEmpty());
        QVERIFY(m_session->connection().nextTry > m_clock.now());
        QVERIFY(!m_session->boardError().message.isEmpty());
        QCOMPARE(cell()->state, ReleaseState::Live);
        QCOMPARE(m_session->boardAsOf(), now); // its age is kept
    }

    void partOfAnAnswerKeepsTheRest()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        m_clock.advance(std::chrono::minutes(3));
        m_gimlet->server.on(u"/api/releases"_s, test::page(502));
        m_session->refresh();
        QTRY_VERIFY(!m_session->boardError().message.isEmpty());
        QCOMPARE(m_session->connection().state, State::Connected);
        QCOMPARE(cell()->state, ReleaseState::Live);
        QCOMPARE(m_session->boardAsOf(), now);
        m_gimlet->releases({release(4, u"staging"_s, 0), release(3, u"production"_s, 90)});
        m_session->refresh();
        QTRY_COMPARE(m_session->boardError(), Error());
        QTRY_COMPARE(m_session->boardAsOf(), m_clock.now());
    }

    void comesBackByItself()
    {
        m_gimlet->everything(test::page(503));
        open();
        QTRY_COMPARE(m_session->connection().state, State::Offline);
        QVERIFY(!m_session->hasBoard());
        m_gimlet->healthy();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().state, State::Connected, 10000);
        QTRY_VERIFY(m_session->hasBoard());
    }

    void unauthorizedStopsEverythingAndAsksOnce()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QTRY_COMPARE(m_session->login(), u"marta"_s);
        int asked = 0;
        connect(m_session.get(), &Session::connectionChanged, this,
            [&] { asked += m_session->connection().state == State::SignedOut; });
        m_gimlet->everything(test::reply(401, "Unauthorized\n"));
        m_session->refresh();
        QTRY_COMPARE(m_session->connection().state, State::SignedOut);
        QTest::qWait(300);
        const auto before = m_gimlet->server.requests().size();
        m_session->refresh();
        QTest::qWait(1500);
        QCOMPARE(m_gimlet->server.requests().size(), before);
        QCOMPARE(asked, 1);
        QVERIFY(m_session->hasBoard());

        m_gimlet->healthy();
        m_gimlet->server.on(u"/api/user"_s, test::json(R"({"login":"lea"})"));
        m_gimlet->releases({release(4, u"staging"_s, 0)});
        m_session->setToken("another.token.here");
        QTRY_COMPARE(m_session->connection().state, State::Connected);
        QTRY_COMPARE(m_session->login(), u"lea"_s);
        QTRY_COMPARE(m_session->releases().value(u"staging"_s).size(), 1);
    }

    void anotherWebsiteIsNotAGimlet()
    {
        m_gimlet->everything(test::page(200, "Welcome"));
        open();
        QTRY_COMPARE(m_session->connection().state, State::NotGimlet);
        QVERIFY(!m_session->connection().error.message.isEmpty());
        QVERIFY(!m_session->hasBoard());
        QTest::qWait(300);
        const auto before = m_gimlet->server.requests().size();
        QTest::qWait(2500);
        QCOMPARE(m_gimlet->server.requests().size(), before);
    }

    void lastPictureIsShownAtTheNextStart()
    {
        gimlet::Artifact secretive = artifact(4);
        secretive.vars.insert(u"GITHUB_TOKEN"_s, u"canary-variable"_s);
        secretive.environments[0].values = {{u"password"_s, u"canary-value"_s}};
        m_gimlet->artifacts({secretive, artifact(3), artifact(2)});
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QTRY_COMPARE(m_session->login(), u"marta"_s);
        QTRY_COMPARE(m_session->capabilities().generation, client::Generation::G);
        m_session.reset(); // writes it

        m_gimlet->everything({test::Hang{}});
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QVERIFY(m_session->boardIsRemembered());
        QCOMPARE(m_session->boardAsOf(), now);
        QCOMPARE(m_session->connection().state, State::Connecting);
        QCOMPARE(m_session->capabilities().generation, client::Generation::G);
        QCOMPARE(cell()->state, ReleaseState::Live);
        QCOMPARE(cell()->behind.value_or(-1), 0);
        QCOMPARE(m_session->recentArtifacts().size(), 3);

        m_session.reset();
        QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QFile::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains("canary"), qPrintable(file.fileName()));
            QVERIFY2(!bytes.contains(token), qPrintable(file.fileName()));
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
            ++seen;
        }
        QVERIFY(seen > 0);
    }

    void whatWasKnownCanBeSeenBeforeAnybodyIsAsked()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        m_session.reset();
        const qsizetype before = m_gimlet->server.requests().size();

        make();
        QSignalSpy recalled(m_session.get(), &Session::recalled);
        m_session->recall();
        QVERIFY(recalled.wait());
        QVERIFY(m_session->boardIsRemembered());
        QCOMPARE(m_gimlet->server.requests().size(), before);

        m_session->start();
        QTRY_VERIFY(m_session->hasBoard() && !m_session->boardIsRemembered());
    }

    void pictureOfAnotherServerIsNotShown()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        m_session.reset();
        m_gimlet = std::make_unique<FakeGimlet>();
        m_gimlet->everything({test::Hang{}});
        open();
        QSignalSpy recalled(m_session.get(), &Session::recalled);
        QVERIFY(recalled.wait());
        QVERIFY(!m_session->hasBoard());
    }

    void ownServiceIsRememberedOnAnotherPort()
    {
        Profile own;
        own.isBuiltIn = true;
        open(own);
        QTRY_VERIFY(m_session->hasBoard());
        m_session.reset();
        m_gimlet = std::make_unique<FakeGimlet>();
        m_gimlet->everything({test::Hang{}});
        open(own);
        QTRY_VERIFY(m_session->hasBoard());
        QVERIFY(m_session->boardIsRemembered());
    }

    void freshAnswersReplaceTheLastPicture()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        m_session.reset();
        m_gimlet->releases({release(4, u"staging"_s, 0), release(4, u"production"_s, 0)});
        m_clock.advance(std::chrono::hours(1));
        open();
        QTRY_VERIFY(m_session->hasBoard() && !m_session->boardIsRemembered());
        QTRY_COMPARE(cell()->release.artifactId, u"acme/payments-4"_s);
        QCOMPARE(m_session->boardAsOf(), m_clock.now());
    }

    void unchangedAnswersKeepTheBoard()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        const auto board = m_session->board();
        m_clock.advance(std::chrono::minutes(1));
        QSignalSpy changed(m_session.get(), &Session::boardChanged);
        QSignalSpy releases(m_session.get(), &Session::releasesChanged);
        m_session->refresh();
        QTRY_COMPARE(m_session->boardAsOf(), m_clock.now());
        QTRY_VERIFY(!changed.isEmpty()); // its age did change
        QCOMPARE(m_session->board().get(), board.get());
        QVERIFY(releases.isEmpty());
    }

    void serverWithoutEnvironmentsUsesTheProfilesOrder()
    {
        m_gimlet->server.on(u"/health"_s, test::unknownPath());
        m_gimlet->server.on(u"/"_s, test::reply(200, {}));
        m_gimlet->server.on(u"/api/user"_s, test::reply(405, {}));
        m_gimlet->server.on(u"/api/envs"_s, test::unknownPath());
        m_gimlet->commits(
            {{.sha = u"x"_s, .status = u"NotReconciled"_s, .statusDesc = {}, .created = now, .env = u"preview"_s}});
        Profile profile;
        profile.promotionOrder = {u"staging"_s, u"production"_s};
        open(profile);
        QTRY_VERIFY(m_session->hasBoard());
        QTRY_COMPARE(m_session->board()->environments.size(), 3);
        QCOMPARE(m_session->board()->environments[0].name, u"staging"_s);
        QCOMPARE(m_session->board()->environments[2].name, u"preview"_s);
        QCOMPARE(cell()->state, ReleaseState::Live);
    }

    void environmentWithoutFolderIsEmpty()
    {
        m_gimlet->releases({});
        m_gimlet->server.on(u"/api/status"_s, test::reply(500, "Internal Server Error\n"));
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QCOMPARE(m_session->boardError(), Error());
        QVERIFY(m_session->board()->rows.isEmpty());
        QCOMPARE(m_session->board()->environments.size(), 2);
    }

    void releaseFurtherBackIsAskedForOnce()
    {
        m_gimlet->environments({u"production"_s});
        m_gimlet->releases({release(3, u"production"_s, 90)});
        m_gimlet->server.on(u"/api/releases"_s, test::json("[]"));
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QCOMPARE(cell()->state, ReleaseState::Unknown);
        const auto asksForApp = [](const test::Request &request) {
            return request.path() == u"/api/releases" && request.query().hasQueryItem(u"app"_s);
        };
        QTRY_VERIFY(std::ranges::any_of(m_gimlet->server.requests(), asksForApp));
        m_session->refresh();
        QTest::qWait(300);
        QCOMPARE(std::ranges::count_if(m_gimlet->server.requests(), asksForApp), 1); // once is enough
    }

    void deployShowsOnTheBoard()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        gimlet::ReleaseStatus written;
        written.status = u"processed"_s;
        gimlet::Release mine = release(4, u"production"_s, 0, u"NotReconciled"_s);
        gimlet::ReleaseResult result;
        result.app = u"payments"_s;
        result.env = u"production"_s;
        result.status = u"success"_s;
        result.hash = mine.gitopsRef;
        written.results = {result};
        m_gimlet->server.on(u"/api/eventReleaseTrack"_s, test::json(QJsonDocument(gimlet::toJson(written)).toJson()));
        m_gimlet->server.on(u"/api/releases"_s, test::json(R"({"id":"event"})", 201));
        const Task task = m_session->requests().deploy({u"production"_s, u"payments"_s, u"acme/payments-4"_s, {}}, {});
        QTRY_COMPARE(m_gimlet->server.count("POST"), 1);
        m_gimlet->releases({mine, release(3, u"staging"_s, 5), release(3, u"production"_s, 90)});
        QTRY_COMPARE(cell()->release.artifactId, u"acme/payments-4"_s);
        QCOMPARE(cell()->state, ReleaseState::Applying);
        QCOMPARE(m_gimlet->server.count("POST"), 1);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
