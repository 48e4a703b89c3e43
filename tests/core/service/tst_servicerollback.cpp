#include "probe.h"

#include <service/store.h>

#include <QFile>
#include <QProcess>

#include <future>

using namespace coupe;
using namespace coupe::service;
using namespace coupe::service::test;
using namespace Qt::StringLiterals;

/// What takes something back: over HTTP, and looked at with the git program.
class TestServiceRollback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void revertsNewestFirstInGitsOwnWords();
    void otherAppsInBetweenAreLeftAlone();
    void refusesBeforeQueueing_data();
    void refusesBeforeQueueing();
    void refusesAgainWhenTheHeadHasMoved();
    void whereItAlreadyIsNothingHappens();
    void deletedAppComesBack();
    void manyOrdersAreOneRollback();
    void aKeyIsAnsweredAsBeforeWhateverHappenedSince();
    void deletingLeavesOtherAppsAlone();
    void deletingWhatIsNotThereIsRefused_data();
    void deletingWhatIsNotThereIsRefused();
    void deletingWaitsItsTurn();

private:
    QString release(const QByteArray &app, const QByteArray &sha, const QByteArray &env = "production");
    Reply postRollback(const QString &sha, const QByteArray &app = "web", const QByteArray &env = "production",
        const QByteArray &headers = {}) const;
    QJsonObject rollBack(const QString &sha, const QByteArray &app = "web") const;
    QString git(const QStringList &arguments) const;
    QString head() const { return git({u"rev-parse"_s, u"main"_s}); }
    /// The newest event's place in the queue.
    qint64 lastEvent() const;
    QString mainLock() const { return m_bench->service->gitopsRepoPath() + u"/refs/heads/main.lock"_s; }

    std::unique_ptr<Bench> m_bench;
    QHash<QByteArray, QString> m_hashes; ///< "web1" → its gitops commit
};

QString TestServiceRollback::release(const QByteArray &app, const QByteArray &sha, const QByteArray &env)
{
    const Reply shipped = m_bench->admin.post("/api/artifact", artifactJson(app, sha, "other"));
    const Reply released =
        m_bench->admin.post("/api/releases", releaseJson(shipped.object().value("id"_L1).toString(), env, app));
    const QJsonObject tracked = m_bench->admin.trackRelease(released.object().value("id"_L1).toString());
    return tracked["results"_L1].toArray().first()["hash"_L1].toString();
}

Reply TestServiceRollback::postRollback(
    const QString &sha, const QByteArray &app, const QByteArray &env, const QByteArray &headers) const
{
    return m_bench->admin.post(
        "/api/rollback?env=" + env + "&app=" + app + "&sha=" + QUrl::toPercentEncoding(sha), {}, headers);
}

QJsonObject TestServiceRollback::rollBack(const QString &sha, const QByteArray &app) const
{
    const Reply reply = postRollback(sha, app);
    return reply.status == 201 ? m_bench->admin.trackRelease(reply.object().value("id"_L1).toString()) : QJsonObject();
}

QString TestServiceRollback::git(const QStringList &arguments) const
{
    QProcess git;
    git.start(u"git"_s, QStringList{u"-C"_s, m_bench->service->gitopsRepoPath()} + arguments);
    if (!git.waitForFinished() || git.exitCode() != 0)
        return u"git failed: "_s + QString::fromUtf8(git.readAllStandardError());
    return QString::fromUtf8(git.readAllStandardOutput()).trimmed();
}

qint64 TestServiceRollback::lastEvent() const
{
    const auto store = Store::open(m_bench->folder.filePath(u"data/service.sqlite"_s));
    if (!store)
        return -1;
    const auto waiting = (*store)->nextEvent();
    const auto finished = (*store)->lastFinishedEvent();
    return waiting && *waiting ? (*waiting)->sequence : finished && *finished ? (*finished)->sequence : 0;
}

/// web 1, web 2, api 1, web 3 in production; web 1 in staging.
void TestServiceRollback::init()
{
    m_bench = std::make_unique<Bench>();
    m_hashes = {};
    for (const QByteArray name : {"web1", "web2", "api1", "web3"})
        m_hashes[name] = release(name.left(3), name.right(1));
    m_hashes["staging"] = release("web", "1", "staging");
    for (const QString &hash : std::as_const(m_hashes))
        QCOMPARE(hash.size(), 40);
}

void TestServiceRollback::revertsNewestFirstInGitsOwnWords()
{
    const QString first = m_hashes["web1"];
    const QString tree = git({u"rev-parse"_s, first + u":production/web"_s});
    const QJsonObject done = rollBack(first);
    QCOMPARE(done.value("type"_L1).toString(), u"rollback"_s);
    QCOMPARE(done.value("status"_L1).toString(), u"processed"_s);

    QStringList hashes; // the results are the log, newest first
    for (const QJsonValue result : done.value("results"_L1).toArray()) {
        hashes.append(result["hash"_L1].toString());
        QCOMPARE(result["status"_L1].toString(), u"success"_s);
        QCOMPARE(result["app"_L1].toString(), u"web"_s);
        QCOMPARE(result["env"_L1].toString(), u"production"_s);
        QCOMPARE(result["gitopsCommitStatus"_L1].toString(), u"NotReconciled"_s);
    }
    QCOMPARE(git({u"log"_s, u"-2"_s, u"--format=%H"_s}), hashes.join(u'\n'));
    QCOMPARE(git({u"log"_s, u"-2"_s, u"--format=%B"_s}),
        u"Revert \"[Gimlet] production/web automated deploy\"\n\nThis reverts commit %1.\n\n"
        "Revert \"[Gimlet] production/web automated deploy\"\n\nThis reverts commit %2."_s.arg(
            m_hashes["web2"], m_hashes["web3"]));
    QCOMPARE(git({u"rev-parse"_s, u"main:production/web"_s}), tree);
    QVERIFY(!git({u"fsck"_s, u"--strict"_s}).startsWith("git failed"_L1));
    QTRY_COMPARE(git({u"for-each-ref"_s, u"--format=%(refname)"_s}), u"refs/heads/main"_s);

    const QJsonArray releases = m_bench->admin.get("/api/releases?env=production&app=web").array();
    QCOMPARE(releases.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(releases[i]["rolledBack"_L1].toBool(), i < 2);
}

void TestServiceRollback::otherAppsInBetweenAreLeftAlone()
{
    const QString before = head();
    QCOMPARE(rollBack(m_hashes["web1"]).value("results"_L1).toArray().size(), 2);
    const QStringList changed = git({u"diff"_s, u"--name-only"_s, before, u"main"_s}).split(u'\n');
    for (const QString &path : changed)
        QVERIFY2(path.startsWith(u"production/web/"_s), qPrintable(path));
    QCOMPARE(
        m_bench->admin.get("/api/status?env=production").object()["api"_L1]["version"_L1]["sha"_L1].toString(), u"1"_s);
    QCOMPARE(
        m_bench->admin.get("/api/releases?env=production&app=api").array().first()["rolledBack"_L1].toBool(), false);
    // And the other way round.
    m_hashes["api2"] = release("api", "2");
    QCOMPARE(rollBack(m_hashes["api1"], "api").value("results"_L1).toArray().size(), 1);
    QCOMPARE(git({u"rev-parse"_s, u"main:production/web"_s}),
        git({u"rev-parse"_s, m_hashes["web1"] + u":production/web"_s}));
}

void TestServiceRollback::refusesBeforeQueueing_data()
{
    QTest::addColumn<QByteArray>("sha"); // the name of a hash, or itself
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const QString notFull =
        u"Bad Request - A rollback needs the full hash, 40 digits in lower case, of a release in the gitops repo.\n"_s;
    QTest::newRow("short") << QByteArray("short") << 400 << notFull;
    QTest::newRow("upper case") << QByteArray("upper") << 400 << notFull;
    QTest::newRow("empty") << QByteArray() << 400 << notFull;
    QTest::newRow("a branch") << QByteArray("main") << 400 << notFull;
    QTest::newRow("with a prefix") << QByteArray("prefixed") << 400 << notFull;
    QTest::newRow("unknown") << QByteArray(
        40, 'a') << 404 << u"Not Found - %1 is not in the history of web in production.\n"_s.arg(QString(40, u'a'));
    QTest::newRow("of another app") << QByteArray("api1") << 404
                                    << u"Not Found - HASH is not in the history of web in production.\n"_s;
    QTest::newRow("of another environment")
        << QByteArray("staging") << 404 << u"Not Found - HASH is not in the history of web in production.\n"_s;
    QTest::newRow("rolled back") << QByteArray(
        "web3") << 400 << u"Bad Request - This release was rolled back itself. Deploy its artifact again instead.\n"_s;
    QTest::newRow("a revert") << QByteArray("revert") << 400 << u"Bad Request - HASH is not a release of web.\n"_s;
}

void TestServiceRollback::refusesBeforeQueueing()
{
    QFETCH(QByteArray, sha);
    QFETCH(int, status);
    QFETCH(QString, words);
    m_hashes["short"] = m_hashes["web1"].left(10);
    m_hashes["upper"] = m_hashes["web1"].toUpper();
    m_hashes["prefixed"] = u"main@sha1:"_s + m_hashes["web1"];
    QCOMPARE(rollBack(m_hashes["web2"]).value("results"_L1).toArray().size(), 1);
    m_hashes["revert"] = head();
    const QString before = head();
    const qint64 queued = lastEvent();
    QVERIFY(queued > 0);

    const QString target = m_hashes.value(sha, QString::fromLatin1(sha));
    const Reply reply = postRollback(target);
    QCOMPARE(reply.status, status);
    QCOMPARE(QString::fromUtf8(reply.body), words.replace(u"HASH"_s, target));
    QCOMPARE(lastEvent(), queued);
    QCOMPARE(head(), before);
    QVERIFY(m_bench->admin.get("/api/status?env=production").object().contains("web"_L1));
}

void TestServiceRollback::refusesAgainWhenTheHeadHasMoved()
{
    // Another program writes the branch, so that the worker has to wait with the first order.
    QFile lock(mainLock());
    QVERIFY(lock.open(QFile::WriteOnly | QFile::NewOnly));
    const QString first = postRollback(m_hashes["web1"]).object().value("id"_L1).toString();
    const Reply second = postRollback(m_hashes["web2"]);
    QCOMPARE(second.status, 201); // by what stands, it is possible
    QVERIFY(lock.remove());

    QCOMPARE(m_bench->admin.trackRelease(first).value("results"_L1).toArray().size(), 2);
    const QString moved = head();
    const QJsonObject refused = m_bench->admin.trackRelease(second.object().value("id"_L1).toString());
    QCOMPARE(refused.value("status"_L1).toString(), u"error"_s);
    QCOMPARE(refused.value("statusDesc"_L1).toString(),
        u"This release was rolled back itself. Deploy its artifact again instead."_s);
    QCOMPARE(refused.value("results"_L1).toArray(), QJsonArray());
    QCOMPARE(head(), moved);
}

void TestServiceRollback::whereItAlreadyIsNothingHappens()
{
    const QString before = head();
    const QJsonObject done = rollBack(m_hashes["web3"]);
    QCOMPARE(done.value("status"_L1).toString(), u"processed"_s);
    QCOMPARE(done.value("results"_L1), QJsonValue(QJsonArray()));
    QCOMPARE(head(), before);
}

void TestServiceRollback::deletedAppComesBack()
{
    QCOMPARE(m_bench->admin.post("/api/delete?env=production&app=web").status, 200);
    QVERIFY(!m_bench->admin.get("/api/status?env=production").object().contains("web"_L1));
    const QJsonObject done = rollBack(m_hashes["web2"]);
    QCOMPARE(done.value("results"_L1).toArray().size(), 2); // the delete, and web 3
    QCOMPARE(git({u"rev-parse"_s, u"main:production/web"_s}),
        git({u"rev-parse"_s, m_hashes["web2"] + u":production/web"_s}));
    QVERIFY(
        git({u"log"_s, u"-2"_s, u"--format=%s"_s}).contains(u"Revert \"[Gimlet] production/web deleted by admin\""_s));
}

void TestServiceRollback::manyOrdersAreOneRollback()
{
    const int commits = git({u"rev-list"_s, u"--count"_s, u"main"_s}).toInt();
    std::vector<std::future<Reply>> replies;
    for (int i = 0; i < 8; ++i)
        replies.push_back(std::async(std::launch::async, [&] { return postRollback(m_hashes["web1"]); }));
    int made = 0;
    for (auto &reply : replies) {
        const Reply accepted = reply.get();
        QCOMPARE(accepted.status, 201);
        const QJsonObject done = m_bench->admin.trackRelease(accepted.object().value("id"_L1).toString());
        QCOMPARE(done.value("status"_L1).toString(), u"processed"_s);
        made += int(done.value("results"_L1).toArray().size());
    }
    QCOMPARE(made, 2);
    QCOMPARE(git({u"rev-list"_s, u"--count"_s, u"main"_s}).toInt(), commits + 2);
}

void TestServiceRollback::aKeyIsAnsweredAsBeforeWhateverHappenedSince()
{
    const QByteArray key = "Idempotency-Key: back\r\n";
    const Reply first = postRollback(m_hashes["web2"], "web", "production", key);
    QCOMPARE(first.status, 201);
    QVERIFY(!m_bench->admin.trackRelease(first.object().value("id"_L1).toString()).isEmpty());
    QCOMPARE(rollBack(m_hashes["web1"]).value("results"_L1).toArray().size(), 1);
    // Asked anew it would be refused: web 2 is rolled back by now.
    QCOMPARE(postRollback(m_hashes["web2"]).status, 400);
    const Reply again = postRollback(m_hashes["web2"], "web", "production", key);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.object(), first.object());
}

void TestServiceRollback::deletingLeavesOtherAppsAlone()
{
    const QString api = git({u"rev-parse"_s, u"main:production/api"_s});
    const QString record = git({u"rev-parse"_s, u"main:production/release.json"_s});
    const QString staging = git({u"rev-parse"_s, u"main:staging"_s});
    const Reply reply = m_bench->admin.post("/api/delete?env=production&app=web");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, "{}\n");
    QCOMPARE(git({u"log"_s, u"-1"_s, u"--format=%s"_s}), u"[Gimlet] production/web deleted by admin"_s);
    QCOMPARE(git({u"ls-tree"_s, u"--name-only"_s, u"main:production"_s}), u"api\nrelease.json"_s);
    QCOMPARE(git({u"rev-parse"_s, u"main:production/api"_s}), api);
    QCOMPARE(git({u"rev-parse"_s, u"main:production/release.json"_s}), record);
    QCOMPARE(git({u"rev-parse"_s, u"main:staging"_s}), staging);
    QCOMPARE(m_bench->admin.get("/api/status?env=production").object().keys(), QStringList{u"api"_s});
}

void TestServiceRollback::deletingWhatIsNotThereIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("unknown app") << QByteArray("env=production&app=never") << 404
                                 << QByteArray("Not Found - There is no app called never in production.\n");
    QTest::newRow("only elsewhere") << QByteArray("env=staging&app=api") << 404
                                    << QByteArray("Not Found - There is no app called api in staging.\n");
    QTest::newRow("unknown environment") << QByteArray("env=moon&app=web") << 400
                                         << QByteArray("Bad Request: no such environment moon\n");
    QTest::newRow("empty app") << QByteArray("env=production&app=") << 400 << QByteArray();
    QTest::newRow("out of the environment") << QByteArray("env=production&app=../staging") << 400 << QByteArray();
}

void TestServiceRollback::deletingWhatIsNotThereIsRefused()
{
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    const QString before = head();
    const Reply reply = m_bench->admin.post("/api/delete?" + query);
    QCOMPARE(reply.status, status);
    if (!words.isEmpty())
        QCOMPARE(reply.body, words);
    QVERIFY(reply.body.size() > 20);
    QCOMPARE(head(), before);
}

void TestServiceRollback::deletingWaitsItsTurn()
{
    // The app's first release is accepted, and not yet written.
    const Reply shipped = m_bench->admin.post("/api/artifact", artifactJson("new", "1", "other"));
    QFile lock(mainLock());
    QVERIFY(lock.open(QFile::WriteOnly | QFile::NewOnly));
    const Reply released = m_bench->admin.post(
        "/api/releases", releaseJson(shipped.object().value("id"_L1).toString(), "production", "new"));
    QCOMPARE(released.status, 201);
    auto deleted = std::async(std::launch::async,
        [&] { return m_bench->admin.post("/api/delete?env=production&app=new", {}, "Idempotency-Key: delete\r\n"); });
    const auto store = Store::open(m_bench->folder.filePath(u"data/service.sqlite"_s));
    QVERIFY(store);
    QTRY_VERIFY((*store)->rememberedAnswer(Service::adminLogin(), "delete").value().has_value()); // it is queued
    QVERIFY(lock.remove());
    QCOMPARE(deleted.get().status, 200);
    QCOMPARE(git({u"log"_s, u"-2"_s, u"--format=%s"_s}),
        u"[Gimlet] production/new deleted by admin\n[Gimlet] production/new automated deploy"_s);
}

QTEST_GUILESS_MAIN(TestServiceRollback)
#include "tst_servicerollback.moc"
