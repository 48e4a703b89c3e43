#include "probe.h"

#include <QProcess>
#include <QSignalSpy>
#include <QWebSocket>

using namespace coupe;
using namespace coupe::service;
using namespace coupe::service::test;
using namespace Qt::StringLiterals;

/// A release's way from CI to Live, and what may happen to it.
class TestServiceRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup() { m_bench.reset(); }

    void aWholeLife();
    void resultsOfArtifacts_data();
    void resultsOfArtifacts();
    void nothingToChangeIsAFailureOfARequestOnly();
    void nothingMatchedIsAnEmptyList();
    void anEmptyAppReleasesAll();
    void rollsBackOneAppAlone();
    void deletes();
    void keysMakeRequestsOnce();
    void keysBelongToOneRequest();
    void eventsAreProcessedInOrder();
    void fluxSpellings_data();
    void fluxSpellings();
    void lastWordsStay();
    void successReachesBackFailureDoesNot();
    void anEarlierFailedHealthCheckStays();
    void anAppsKustomizationSpeaksForItAlone();
    void commitsOfPeopleAreKnown();
    void releasesAreFiltered();
    void theClockIsTheOptions();
    void slowListenersAreLetGo();

private:
    QString ship(const QByteArray &app, const QByteArray &sha, const QByteArray &branch = "other");
    QJsonObject release(const QString &artifactId, const QByteArray &env, const QByteArray &app);
    QString releasedHash(const QByteArray &app, const QByteArray &sha, const QByteArray &env = "production");
    Reply flux(const QString &hash, const QByteArray &reason, const QByteArray &name = "gitops",
        const QByteArray &env = "production");
    QString statusOf(const QString &hash);
    QString git(const QStringList &arguments) const;
    std::unique_ptr<QWebSocket> listener();

    std::unique_ptr<Bench> m_bench;
};

QString TestServiceRelease::ship(const QByteArray &app, const QByteArray &sha, const QByteArray &branch)
{
    return m_bench->admin.post("/api/artifact", artifactJson(app, sha, branch)).object().value("id"_L1).toString();
}

QJsonObject TestServiceRelease::release(const QString &artifactId, const QByteArray &env, const QByteArray &app)
{
    const Reply reply = m_bench->admin.post("/api/releases", releaseJson(artifactId, env, app));
    return m_bench->admin.trackRelease(reply.object().value("id"_L1).toString());
}

QString TestServiceRelease::releasedHash(const QByteArray &app, const QByteArray &sha, const QByteArray &env)
{
    return release(ship(app, sha), env, app).value("results"_L1).toArray().first()["hash"_L1].toString();
}

Reply TestServiceRelease::flux(
    const QString &hash, const QByteArray &reason, const QByteArray &name, const QByteArray &env)
{
    return m_bench->admin.post("/api/flux-events?env=" + env, fluxJson(u"main@sha1:"_s + hash, reason, name));
}

QString TestServiceRelease::statusOf(const QString &hash)
{
    for (const QJsonValue commit : m_bench->admin.get("/api/gitopsCommits").array()) {
        if (commit["sha"_L1].toString() == hash)
            return commit["status"_L1].toString();
    }
    return {};
}

QString TestServiceRelease::git(const QStringList &arguments) const
{
    QProcess git;
    git.start(u"git"_s, QStringList{u"-C"_s, m_bench->service->gitopsRepoPath()} + arguments);
    return git.waitForFinished() ? QString::fromUtf8(git.readAllStandardOutput()).trimmed() : QString();
}

std::unique_ptr<QWebSocket> TestServiceRelease::listener()
{
    auto socket = std::make_unique<QWebSocket>();
    QSignalSpy connected(socket.get(), &QWebSocket::connected);
    QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/ws/"_s.arg(m_bench->service->port())));
    request.setRawHeader("Authorization", "Bearer " + m_bench->admin.token());
    socket->open(request);
    return connected.wait() ? std::move(socket) : nullptr;
}

void TestServiceRelease::aWholeLife()
{
    const auto socket = listener();
    QVERIFY(socket);
    QStringList heard;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
        [&](const QString &frame) { heard += frame.split(u'\n'); });

    const QString artifact = ship("web", "ddd4", "main");
    const QJsonObject byPolicy = m_bench->admin.trackArtifact(artifact);
    QCOMPARE(byPolicy.value("type"_L1).toString(), u"artifact"_s);
    QCOMPARE(byPolicy.value("results"_L1).toArray().size(), 1);
    QCOMPARE(byPolicy["results"_L1].toArray().first()["env"_L1].toString(), u"staging"_s);

    const QJsonObject onDemand = release(artifact, "production", "web");
    const QJsonObject result = onDemand.value("results"_L1).toArray().first().toObject();
    const QString hash = result.value("hash"_L1).toString();
    QCOMPARE(result.value("status"_L1).toString(), u"success"_s);
    QCOMPARE(result.value("gitopsCommitStatus"_L1).toString(), u"NotReconciled"_s);
    QCOMPARE(git({u"log"_s, u"-1"_s, u"--format=%H %s"_s}), hash + u" [Gimlet] production/web automated deploy"_s);

    QCOMPARE(flux(hash, "ReconciliationSucceeded").status, 200);
    const QJsonObject live = m_bench->admin.get("/api/releases?env=production").array().first().toObject();
    QCOMPARE(live.value("gitopsRef"_L1).toString(), hash);
    QCOMPARE(live.value("gitopsCommitStatus"_L1).toString(), u"ReconciliationSucceeded"_s);
    QCOMPARE(live.value("triggeredBy"_L1).toString(), u"admin"_s);
    QCOMPARE(m_bench->admin.get("/api/releases?env=staging").array().first()["triggeredBy"_L1].toString(), u"policy"_s);

    QTRY_COMPARE(heard.size(), 4);
    const auto document = [&](int i) { return QJsonDocument::fromJson(heard[i].toUtf8()).object(); };
    QCOMPARE(document(0).value("event"_L1).toString(), u"staleRepoData"_s);
    QCOMPARE(document(0).value("repo"_L1).toString(), u"acme/web"_s);
    for (int i = 1; i < 4; ++i)
        QCOMPARE(document(i).value("event"_L1).toString(), u"gitopsCommit"_s);
    QCOMPARE(document(3)["gitopsCommit"_L1]["sha"_L1].toString(), hash);
    QCOMPARE(document(3)["gitopsCommit"_L1]["status"_L1].toString(), u"ReconciliationSucceeded"_s);
    QCOMPARE(document(3)["gitopsCommit"_L1]["env"_L1].toString(), u"production"_s);
}

void TestServiceRelease::resultsOfArtifacts_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("words");
    const QByteArray deploys = R"("deploy":{"branch":"main","event":"push"},)";
    QTest::newRow("deployed") << QByteArray(R"("env":"staging",)" + deploys + R"("manifests":"a: b\n")") << u"success"_s
                              << QString();
    QTest::newRow("no policy") << QByteArray(R"("env":"staging","manifests":"a: b\n")") << QString() << QString();
    QTest::newRow("other branch") << QByteArray(
        R"("env":"staging","deploy":{"branch":"x","event":"push"},"manifests":"a: b\n")")
                                  << QString() << QString();
    QTest::newRow("unknown environment") << QByteArray(R"("env":"moon",)" + deploys + R"("manifests":"a: b\n")")
                                         << u"failure"_s << u"There is no environment called moon here."_s;
    QTest::newRow("missing variable") << QByteArray(
        R"("env":"staging",)" + deploys + R"("manifests":"a: {{ .NOPE }}\n")")
                                      << u"failure"_s << u"map has no entry for key \"NOPE\""_s;
    QTest::newRow("bad pattern") << QByteArray(
        R"("env":"staging","deploy":{"branch":"[main","event":"push"},"manifests":"a: b\n")")
                                 << u"failure"_s << u"[main"_s;
    QTest::newRow("nothing to render") << QByteArray(R"("env":"staging",)" + deploys.chopped(1)) << u"failure"_s
                                       << QString();
    QTest::newRow("name that leads out") << QByteArray(
        R"("app":"../../x","env":"staging",)" + deploys + R"("manifests":"a: b\n")")
                                         << u"failure"_s << QString();
}

void TestServiceRelease::resultsOfArtifacts()
{
    QFETCH(QByteArray, manifest);
    QFETCH(QString, status);
    QFETCH(QString, words);
    if (!manifest.contains("\"app\""))
        manifest.prepend(R"("app":"web",)");
    const Reply shipped = m_bench->admin.post("/api/artifact",
        R"({"version":{"repositoryName":"acme/web","sha":"1","branch":"main"},"environments":[{)" + manifest + "}]}");
    QCOMPARE(shipped.status, 201);
    const QJsonObject tracked = m_bench->admin.trackArtifact(shipped.object().value("id"_L1).toString());
    QCOMPARE(tracked.value("status"_L1).toString(), u"processed"_s);
    const QJsonArray results = tracked.value("results"_L1).toArray();
    QCOMPARE(results.size(), status.isEmpty() ? 0 : 1);
    QCOMPARE(results.first()["status"_L1].toString(), status);
    QCOMPARE(results.first()["hash"_L1].toString().isEmpty(), status != "success"_L1);
    QVERIFY2(results.first()["statusDesc"_L1].toString().contains(words),
        qPrintable(results.first()["statusDesc"_L1].toString()));
    QCOMPARE(results.first()["statusDesc"_L1].toString().isEmpty(), status != "failure"_L1);
}

void TestServiceRelease::nothingToChangeIsAFailureOfARequestOnly()
{
    const QString artifact = ship("web", "1");
    QVERIFY(!release(artifact, "staging", "web")["results"_L1].toArray().first()["hash"_L1].toString().isEmpty());
    const QJsonObject again = release(artifact, "staging", "web");
    QCOMPARE(again.value("status"_L1).toString(), u"processed"_s);
    QCOMPARE(again["results"_L1].toArray().first()["status"_L1].toString(), u"failure"_s);
    QCOMPARE(again["results"_L1].toArray().first()["statusDesc"_L1].toString(),
        u"No changes made to the gitops state. Maybe this is the current version already?"_s);
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}), u"1"_s);
}

void TestServiceRelease::nothingMatchedIsAnEmptyList()
{
    const QJsonObject tracked = release(ship("web", "1"), "staging", "other");
    QCOMPARE(tracked.value("status"_L1).toString(), u"processed"_s);
    QCOMPARE(tracked.value("results"_L1).toArray(), QJsonArray());
    QVERIFY(tracked.contains("results"_L1));
}

void TestServiceRelease::anEmptyAppReleasesAll()
{
    const Reply shipped = m_bench->admin.post("/api/artifact",
        R"({"version":{"repositoryName":"acme/mono","sha":"1"},"environments":[{"app":"a","env":"staging","manifests":"a: b\n"},)"
        R"({"app":"b","env":"production","manifests":"a: b\n"},{"app":"c-{{ .X }}","env":"staging","manifests":"a: b\n"}],"vars":{"X":"x"}})");
    const QString artifact = shipped.object().value("id"_L1).toString();
    const QJsonArray results = release(artifact, "staging", "").value("results"_L1).toArray();
    QCOMPARE(results.size(), 2);
    QCOMPARE(results[0]["app"_L1].toString(), u"a"_s);
    QCOMPARE(results[1]["app"_L1].toString(), u"c-x"_s);
    QCOMPARE(m_bench->admin.get("/api/status?env=staging").object().keys(), (QStringList{u"a"_s, u"c-x"_s}));
    // An app that a template names answers to the name it comes out with.
    QCOMPARE(release(artifact, "staging", "c-x").value("results"_L1).toArray().size(), 1);
}

void TestServiceRelease::rollsBackOneAppAlone()
{
    const QString first = releasedHash("web", "1");
    const QString second = releasedHash("web", "2");
    releasedHash("api", "1");
    const Reply reply = m_bench->admin.post("/api/rollback?env=production&app=web&sha=" + first.toLatin1());
    QCOMPARE(reply.status, 201);
    QCOMPARE(reply.object().keys(), QStringList{u"id"_s});
    const QJsonObject tracked = m_bench->admin.trackRelease(reply.object().value("id"_L1).toString());
    QCOMPARE(tracked.value("type"_L1).toString(), u"rollback"_s);
    QCOMPARE(tracked.value("status"_L1).toString(), u"processed"_s);
    const QJsonArray results = tracked.value("results"_L1).toArray();
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first()["gitopsCommitStatus"_L1].toString(), u"NotReconciled"_s);
    QVERIFY(git({u"log"_s, u"-1"_s, u"--format=%B"_s}).contains(u"This reverts commit "_s + second));

    const QJsonArray releases = m_bench->admin.get("/api/releases?env=production&app=web").array();
    QCOMPARE(releases.size(), 2);
    QCOMPARE(releases[0]["rolledBack"_L1].toBool(), true);
    QCOMPARE(releases[1]["rolledBack"_L1].toBool(), false);
    QCOMPARE(
        m_bench->admin.get("/api/status?env=production&app=web").object()["web"_L1]["version"_L1]["sha"_L1].toString(),
        u"1"_s);
    // Where it already is, there is nothing to do.
    const Reply again = m_bench->admin.post("/api/rollback?env=production&app=web&sha=" + first.toLatin1());
    QCOMPARE(m_bench->admin.trackRelease(again.object().value("id"_L1).toString()).value("results"_L1).toArray(),
        QJsonArray());
}

void TestServiceRelease::deletes()
{
    releasedHash("web", "1");
    QCOMPARE(m_bench->admin.post("/api/delete?env=production&app=web").body, "{}\n");
    QCOMPARE(m_bench->admin.get("/api/status?env=production").object(), QJsonObject());
    QVERIFY(git({u"log"_s, u"-1"_s, u"--format=%s"_s}).endsWith(u"production/web deleted by admin"_s));
    QCOMPARE(m_bench->admin.post("/api/delete?env=production&app=web").status, 404);
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}), u"2"_s);
}

void TestServiceRelease::keysMakeRequestsOnce()
{
    const QByteArray key = "Idempotency-Key: 7f3a\r\n";
    const Reply shipped = m_bench->admin.post("/api/artifact", artifactJson(), key);
    QCOMPARE(m_bench->admin.post("/api/artifact", artifactJson(), key).object(), shipped.object());
    QCOMPARE(m_bench->admin.get("/api/artifacts").array().size(), 1);

    const QByteArray body = releaseJson(shipped.object().value("id"_L1).toString());
    const QByteArray other = "Idempotency-Key: 7f3b\r\n";
    const Reply released = m_bench->admin.post("/api/releases", body, other);
    QCOMPARE(released.status, 201);
    for (int i = 0; i < 3; ++i) {
        const Reply repeated = m_bench->admin.post("/api/releases", body, other);
        QCOMPARE(repeated.status, 201);
        QCOMPARE(repeated.object(), released.object());
    }
    // Somebody else's key of the same name is another key.
    const Reply ann = m_bench->as(u"ann"_s).post("/api/releases", body, other);
    QVERIFY(ann.object().value("id"_L1) != released.object().value("id"_L1));
    QVERIFY(!m_bench->admin.trackRelease(ann.object().value("id"_L1).toString()).isEmpty());
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"HEAD"_s, u"--"_s, u"production"_s}), u"1"_s);

    for (int i = 0; i < 2; ++i)
        QCOMPARE(m_bench->admin.post("/api/delete?env=production&app=web", {}, "Idempotency-Key: d\r\n").body, "{}\n");
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"HEAD"_s, u"--"_s, u"production"_s}), u"2"_s);
}

void TestServiceRelease::keysBelongToOneRequest()
{
    const QByteArray key = "Idempotency-Key: 1\r\n";
    QCOMPARE(m_bench->admin.post("/api/artifact", artifactJson("a"), key).status, 201);
    QCOMPARE(m_bench->admin.post("/api/artifact", artifactJson("b"), key).status, 422);
    // What was refused is not remembered.
    const QByteArray other = "Idempotency-Key: 2\r\n";
    QCOMPARE(m_bench->admin.post("/api/releases", releaseJson(u"X"_s), other).status, 404);
    QCOMPARE(m_bench->admin.post("/api/artifact", artifactJson("b"), other).status, 201);
    QCOMPARE(
        m_bench->admin.post("/api/artifact", artifactJson("b"), "Idempotency-Key: " + QByteArray(300, 'k') + "\r\n")
            .status,
        400);
}

void TestServiceRelease::eventsAreProcessedInOrder()
{
    QStringList events;
    for (int i = 0; i < 20; ++i) {
        const QString artifact = ship("web", QByteArray::number(i));
        events.append(m_bench->admin.post("/api/releases", releaseJson(artifact)).object().value("id"_L1).toString());
    }
    QStringList hashes;
    for (const QString &event : std::as_const(events))
        hashes.append(m_bench->admin.trackRelease(event)["results"_L1].toArray().first()["hash"_L1].toString());
    QCOMPARE(git({u"log"_s, u"--reverse"_s, u"--format=%H"_s}).split(u'\n'), hashes);
    QCOMPARE(m_bench->admin.get("/api/status?env=production").object()["web"_L1]["version"_L1]["sha"_L1].toString(),
        u"19"_s);
    QTRY_COMPARE(git({u"for-each-ref"_s, u"--format=%(refname)"_s}), u"refs/heads/main"_s); // no marks stay behind
}

void TestServiceRelease::fluxSpellings_data()
{
    QTest::addColumn<QString>("spelling");
    for (const auto spelling :
        {"main/%1", "main@sha1:%1", "feature/x/%1", "feature/x@sha1:%1", "feature/a/b@sha1:%1", "sha1:%1", "%1"})
        QTest::newRow(spelling) << QString::fromLatin1(spelling);
}

void TestServiceRelease::fluxSpellings()
{
    QFETCH(QString, spelling);
    const QString hash = releasedHash("web", "1");
    QCOMPARE(
        m_bench->admin
            .post("/api/flux-events?env=production", fluxJson(spelling.arg(hash), "Progressing", "gitops", "hello"))
            .status,
        200);
    const QJsonObject commit = m_bench->admin.get("/api/gitopsCommits").array().first().toObject();
    QCOMPARE(commit.value("status"_L1).toString(), u"Progressing"_s);
    QCOMPARE(commit.value("statusDesc"_L1).toString(), u"hello"_s);
    QCOMPARE(commit.value("created"_L1).toInteger(), 1'672'849'063);
}

void TestServiceRelease::lastWordsStay()
{
    const QString hash = releasedHash("web", "1");
    flux(hash, "Progressing");
    flux(hash, "HealthCheckFailed");
    QCOMPARE(statusOf(hash), u"HealthCheckFailed"_s);
    flux(hash, "ReconciliationSucceeded"); // health may come later
    QCOMPARE(statusOf(hash), u"ReconciliationSucceeded"_s);
    for (const char *late : {"Progressing", "ReconciliationFailed", "HealthCheckFailed"}) {
        QCOMPARE(flux(hash, late).status, 200);
        QCOMPARE(statusOf(hash), u"ReconciliationSucceeded"_s);
    }
}

void TestServiceRelease::successReachesBackFailureDoesNot()
{
    const QString web = releasedHash("web", "1");
    const QString api = releasedHash("api", "1");
    const QString elsewhere = releasedHash("web", "1", "staging");
    const QString docs = releasedHash("docs", "1");
    const QString later = releasedHash("later", "1");
    flux(docs, "ReconciliationFailed");
    QCOMPARE(statusOf(docs), u"ReconciliationFailed"_s);
    QCOMPARE(statusOf(api), u"NotReconciled"_s);
    // The revision that Flux names may be a commit of another environment: it speaks of its own environment all the
    // same.
    flux(elsewhere, "ReconciliationSucceeded");
    QCOMPARE(statusOf(web), u"ReconciliationSucceeded"_s);
    QCOMPARE(statusOf(api), u"ReconciliationSucceeded"_s);
    QCOMPARE(statusOf(docs), u"ReconciliationFailed"_s);
    QCOMPARE(statusOf(elsewhere), u"NotReconciled"_s);
    QCOMPARE(statusOf(later), u"NotReconciled"_s);
}

void TestServiceRelease::anEarlierFailedHealthCheckStays()
{
    const QString failed = releasedHash("web", "1");
    flux(failed, "HealthCheckFailed");
    const QString mended = releasedHash("web", "2");
    flux(mended, "ReconciliationSucceeded");
    QCOMPARE(statusOf(mended), u"ReconciliationSucceeded"_s);
    QCOMPARE(statusOf(failed), u"HealthCheckFailed"_s);
}

void TestServiceRelease::anAppsKustomizationSpeaksForItAlone()
{
    const QString webApi = releasedHash("web-api", "1");
    const QString web = releasedHash("web", "1");
    const QString api = releasedHash("api", "1");
    flux(api, "ReconciliationSucceeded", "acme-gitops-production-default-web");
    QCOMPARE(statusOf(web), u"ReconciliationSucceeded"_s);
    QCOMPARE(statusOf(api), u"NotReconciled"_s);
    flux(api, "ReconciliationFailed", "acme-gitops-production-default-web-api");
    QCOMPARE(statusOf(webApi), u"ReconciliationFailed"_s);
    QCOMPARE(statusOf(api), u"NotReconciled"_s);
}

void TestServiceRelease::commitsOfPeopleAreKnown()
{
    const QString hash = releasedHash("web", "1");
    const QString tree = git({u"rev-parse"_s, u"HEAD^{tree}"_s});
    const QString byHand = git({u"-c"_s, u"user.name=Ann"_s, u"-c"_s, u"user.email=a@x"_s, u"commit-tree"_s, tree,
        u"-p"_s, hash, u"-m"_s, u"By hand"_s});
    git({u"update-ref"_s, u"refs/heads/main"_s, byHand});
    QCOMPARE(flux(byHand, "ReconciliationSucceeded").status, 200);
    QCOMPARE(statusOf(hash), u"ReconciliationSucceeded"_s);
    // The service goes on from there.
    releasedHash("web", "2");
    QCOMPARE(git({u"rev-parse"_s, u"HEAD^"_s}), byHand);
}

void TestServiceRelease::releasesAreFiltered()
{
    for (int i = 0; i < 12; ++i)
        releasedHash(i % 2 ? "web" : "api", QByteArray::number(i));
    const auto shas = [&](const QByteArray &query) {
        QStringList found;
        for (const QJsonValue release : m_bench->admin.get("/api/releases?env=production&" + query).array())
            found.append(release["version"_L1]["sha"_L1].toString());
        return found;
    };
    QCOMPARE(shas("").size(), 10);
    QCOMPARE(shas("limit=-1").size(), 12);
    QCOMPARE(shas("app=web&limit=2"), (QStringList{u"11"_s, u"9"_s}));
    QCOMPARE(shas("app=web&limit=2&offset=1"), (QStringList{u"9"_s, u"7"_s}));
    QCOMPARE(shas("app=web&limit=2&reverse=true"), (QStringList{u"9"_s, u"11"_s}));
    QCOMPARE(shas("git-repo=acme/api&limit=1"), QStringList{u"10"_s});
    QCOMPARE(shas("since=2050-01-01T00:00:00Z"), QStringList());
    QCOMPARE(shas("until=2020-01-01T00:00:00Z"), QStringList());
    QCOMPARE(shas("offset=100"), QStringList());
}

void TestServiceRelease::theClockIsTheOptions()
{
    const auto clock = std::make_shared<ManualClock>(QDateTime(QDate(2026, 10, 1), QTime(9, 0), Qt::UTC));
    Options options;
    options.clock = clock;
    m_bench = std::make_unique<Bench>(options);
    const QString artifact = ship("web", "1");
    QCOMPARE(m_bench->admin.get("/api/artifacts").array().first()["created"_L1].toInteger(), clock->unixTime());
    clock->advance(std::chrono::hours(3));
    release(artifact, "production", "web");
    QCOMPARE(m_bench->admin.get("/api/releases?env=production").array().first()["created"_L1].toInteger(),
        clock->unixTime());
    QCOMPARE(m_bench->admin.get("/api/gitopsCommits").array().first()["created"_L1].toInteger(), clock->unixTime());
}

void TestServiceRelease::slowListenersAreLetGo()
{
    // One that never reads: the others must not wait for it, and it must not fill the memory.
    QTcpSocket deaf;
    deaf.setReadBufferSize(1);
    deaf.connectToHost(u"127.0.0.1"_s, m_bench->service->port());
    QVERIFY(deaf.waitForConnected());
    deaf.write("GET /ws/?access_token=" + m_bench->admin.token()
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_bench->service->port())
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
          "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QVERIFY(deaf.waitForBytesWritten());
    const auto socket = listener();
    QVERIFY(socket);
    int heard = 0;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
        [&](const QString &frame) { heard += int(frame.count(u'\n')) + 1; });
    socket->sendTextMessage(u"what one client says is not for the others"_s);

    const QString hash = releasedHash("web", "1");
    const QByteArray event = fluxJson(u"main/"_s + hash, "Progressing", "gitops", QByteArray(60'000, 'x'));
    constexpr int events = 400;
    for (int i = 0; i < events; ++i) {
        QCOMPARE(m_bench->admin.post("/api/flux-events?env=production", event).status, 200);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(heard, events + 2);
}

QTEST_GUILESS_MAIN(TestServiceRelease)
#include "tst_servicerelease.moc"
