#include "probe.h"

#include <QProcess>
#include <QRandomGenerator>

#include <csignal>
#include <thread>

using namespace coupe::service::test;
using namespace Qt::StringLiterals;

/// The server as a process of its own that is killed at any moment, twenty times over, while a client ships and
/// releases: what was acknowledged is there, and what was accepted is in git exactly once, in its order.
class TestServiceKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void loseNothingAndDoNothingTwice();
    void rollbacksAreDoneOnce();
    void partialResultsBecomeWhole();
    void cleanupTestCase() { stop(); }

private:
    void start();
    void stop();
    QString git(const QStringList &arguments) const;
    bool shipAndRelease(int number);

    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_server;
    QByteArray m_token;
    Probe m_probe;
    QHash<int, QString> m_artifacts; ///< by number: ids that were acknowledged
    QHash<int, QString> m_events;
};

void TestServiceKilled::start()
{
    m_server = std::make_unique<QProcess>();
    m_server->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server->start(
        QStringLiteral(COUPE_SERVER), {u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, m_folder.filePath(u"data"_s)});
    QVERIFY(m_server->waitForStarted());
    quint16 port = 0;
    while (port == 0 || m_token.isEmpty()) {
        QVERIFY(m_server->canReadLine() || m_server->waitForReadyRead(20'000));
        while (m_server->canReadLine()) {
            const QByteArray line = m_server->readLine().trimmed();
            if (line.startsWith("GIMLET_SERVER="))
                port = quint16(QUrl(QString::fromLatin1(line.mid(14))).port());
            if (line.startsWith("GIMLET_TOKEN="))
                m_token = line.mid(13);
        }
    }
    m_probe = Probe(port, m_token);
}

void TestServiceKilled::stop()
{
    if (!m_server)
        return;
    m_server->terminate();
    QVERIFY(m_server->waitForFinished());
    QCOMPARE(m_server->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_server->exitCode(), 0);
    m_server.reset();
}

QString TestServiceKilled::git(const QStringList &arguments) const
{
    QProcess git;
    git.start(u"git"_s, QStringList{u"-C"_s, m_folder.filePath(u"data/gitops.git"_s)} + arguments);
    if (!git.waitForFinished() || git.exitCode() != 0)
        return u"git failed: "_s + QString::fromUtf8(git.readAllStandardError());
    return QString::fromUtf8(git.readAllStandardOutput()).trimmed();
}

void TestServiceKilled::initTestCase()
{
    start();
}

/// What a careful client does: repeats with the same key until there is an answer. False when the server is gone.
bool TestServiceKilled::shipAndRelease(int number)
{
    const QByteArray text = QByteArray::number(number);
    if (!m_artifacts.contains(number)) {
        const Reply shipped =
            m_probe.post("/api/artifact", artifactJson("web", "sha" + text), "Idempotency-Key: ship-" + text + "\r\n");
        if (shipped.status != 201)
            return false;
        m_artifacts.insert(number, shipped.object().value("id"_L1).toString());
    }
    if (!m_events.contains(number)) {
        const Reply released = m_probe.post(
            "/api/releases", releaseJson(m_artifacts.value(number)), "Idempotency-Key: release-" + text + "\r\n");
        if (released.status != 201)
            return false;
        m_events.insert(number, released.object().value("id"_L1).toString());
    }
    return true;
}

void TestServiceKilled::loseNothingAndDoNothingTwice()
{
    constexpr int kills = 20;
    int number = 0;
    int killed = 0;
    while (killed < kills) {
        const auto life = std::chrono::milliseconds(QRandomGenerator::global()->bounded(5, 150));
        std::thread executioner([life, pid = m_server->processId()] {
            std::this_thread::sleep_for(life);
            ::kill(pid_t(pid), SIGKILL);
        });
        while (shipAndRelease(number))
            ++number;
        executioner.join();
        QVERIFY(m_server->waitForFinished());
        ++killed;
        start();
    }
    QVERIFY(shipAndRelease(number));
    ++number;
    qInfo("%d releases went out over %d kills", number, killed);

    // Every artifact is there once.
    QHash<QString, int> listed;
    for (const QJsonValue artifact : m_probe.get("/api/artifacts?limit=-1").array())
        ++listed[artifact["id"_L1].toString()];
    QCOMPARE(listed.size(), number);
    for (const QString &id : std::as_const(m_artifacts))
        QCOMPARE(listed.value(id), 1);

    // Every artifact went to staging by its policy, and to production because it was asked for: once each, and in
    // order.
    QStringList production;
    QStringList staging;
    for (int i = 0; i < number; ++i) {
        for (const auto &[hashes, status] : {std::pair{&staging, m_probe.trackArtifact(m_artifacts.value(i))},
                 std::pair{&production, m_probe.trackRelease(m_events.value(i))}}) {
            QCOMPARE(status.value("status"_L1).toString(), u"processed"_s);
            const QJsonArray results = status.value("results"_L1).toArray();
            QCOMPARE(results.size(), 1);
            QCOMPARE(results.first()["status"_L1].toString(), u"success"_s);
            QCOMPARE(results.first()["gitopsCommitStatus"_L1].toString(), u"NotReconciled"_s);
            hashes->append(results.first()["hash"_L1].toString());
        }
    }
    QCOMPARE(git({u"log"_s, u"--reverse"_s, u"--format=%H"_s, u"--"_s, u"production"_s}), production.join(u'\n'));
    QCOMPARE(git({u"log"_s, u"--reverse"_s, u"--format=%H"_s, u"--"_s, u"staging"_s}), staging.join(u'\n'));
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}), QString::number(2 * number));
    QVERIFY(!git({u"fsck"_s, u"--strict"_s}).startsWith("git failed"_L1));
}

/// Each kill comes while a rollback is asked for or carried out; the client repeats it with its key until it is told.
void TestServiceKilled::rollbacksAreDoneOnce()
{
    constexpr int kills = 8;
    constexpr int depth = 3; // releases that one rollback takes back
    int made = 0;
    const auto count = [&] { return git({u"rev-list"_s, u"--count"_s, u"main"_s}).toInt(); };
    const int before = count();
    const auto release = [&](const QByteArray &sha) {
        const Reply shipped = m_probe.post("/api/artifact", artifactJson("undone", sha, "other"));
        const Reply released = m_probe.post(
            "/api/releases", releaseJson(shipped.object().value("id"_L1).toString(), "production", "undone"));
        ++made;
        return m_probe.trackRelease(released.object().value("id"_L1).toString())["results"_L1]
            .toArray()
            .first()["hash"_L1]
            .toString();
    };
    const QString target = release("good");
    QCOMPARE(target.size(), 40);
    const QString tree = git({u"rev-parse"_s, target + u":production/undone"_s});
    for (int kill = 0; kill < kills; ++kill) {
        for (int i = 0; i < depth; ++i)
            QCOMPARE(release("bad" + QByteArray::number(kill * depth + i)).size(), 40);
        const auto life = std::chrono::microseconds(QRandomGenerator::global()->bounded(100, 30'000));
        std::thread executioner([life, pid = m_server->processId()] {
            std::this_thread::sleep_for(life);
            ::kill(pid_t(pid), SIGKILL);
        });
        const QByteArray key = "Idempotency-Key: back-" + QByteArray::number(kill) + "\r\n";
        const QByteArray order = "/api/rollback?env=production&app=undone&sha=" + target.toLatin1();
        Reply accepted = m_probe.post(order, {}, key);
        executioner.join();
        QVERIFY(m_server->waitForFinished());
        start();
        if (accepted.status != 201)
            accepted = m_probe.post(order, {}, key);
        QCOMPARE(accepted.status, 201);
        const QJsonObject done = m_probe.trackRelease(accepted.object().value("id"_L1).toString());
        QCOMPARE(done.value("status"_L1).toString(), u"processed"_s);
        QStringList hashes;
        for (const QJsonValue result : done.value("results"_L1).toArray())
            hashes.append(result["hash"_L1].toString());
        QCOMPARE(hashes.size(), depth);
        QCOMPARE(git({u"log"_s, u"--format=%H"_s, u"-%1"_s.arg(depth)}), hashes.join(u'\n'));
        QCOMPARE(git({u"rev-parse"_s, u"main:production/undone"_s}), tree);
        made += depth;
        QCOMPARE(count(), before + made);
    }
    QVERIFY(!git({u"fsck"_s, u"--strict"_s}).startsWith("git failed"_L1));
}

void TestServiceKilled::partialResultsBecomeWhole()
{
    // One artifact for many apps: the kill comes between two of its commits.
    constexpr int apps = 25;
    QByteArray environments;
    for (int i = 0; i < apps; ++i) {
        environments += (i ? "," : "") + QByteArray(R"({"app":"part-)") + QByteArray::number(i)
            + R"(","env":"staging","deploy":{"branch":"main","event":"push"},"manifests":"a: b\n"})";
    }
    const Reply shipped = m_probe.post("/api/artifact",
        R"({"version":{"repositoryName":"acme/parts","sha":"1","branch":"main"},"environments":[)" + environments
            + "]}");
    QCOMPARE(shipped.status, 201);
    const QString id = shipped.object().value("id"_L1).toString();
    const QByteArray target = "/api/eventArtifactTrack?artifactId=" + QUrl::toPercentEncoding(id);
    int seen = 0;
    for (int kills = 0; kills < 4 && seen < apps; ++kills) {
        const int before = seen;
        while (seen <= before) {
            const QJsonObject status = m_probe.get(target).object();
            seen = int(status.value("results"_L1).toArray().size());
            if (status.value("status"_L1).toString() != "new"_L1)
                break;
        }
        m_server->kill();
        QVERIFY(m_server->waitForFinished());
        start();
    }
    const QJsonObject done = m_probe.track(target);
    QCOMPARE(done.value("status"_L1).toString(), u"processed"_s);
    const QJsonArray results = done.value("results"_L1).toArray();
    QCOMPARE(results.size(), apps);
    QStringList hashes;
    for (const QJsonValue result : results) {
        QCOMPARE(result["status"_L1].toString(), u"success"_s);
        hashes.append(result["hash"_L1].toString());
    }
    QCOMPARE(git({u"log"_s, u"--reverse"_s, u"--format=%H"_s, u"-%1"_s.arg(apps)}), hashes.join(u'\n'));
    // Nothing is left lying about, not even by a kill in the middle of tidying up; a lock that such a kill leaves is
    // only broken when it is old enough.
    QTRY_COMPARE_WITH_TIMEOUT(git({u"for-each-ref"_s, u"--format=%(refname)"_s}), u"refs/heads/main"_s, 30'000);
}

QTEST_GUILESS_MAIN(TestServiceKilled)
#include "tst_servicekilled.moc"
