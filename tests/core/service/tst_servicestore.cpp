#include <service/writequeue.h>

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace coupe;
using namespace coupe::service;
using namespace Qt::StringLiterals;

class TestServiceStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void artifactsAreListedByFilter_data();
    void artifactsAreListedByFilter();
    void pagesAddUpToEverything();
    void eventsComeInTheirOrder();
    void commitsKnowWhatIsOpen();
    void answersBelongToOneUser();
    void aFailedJobLeavesNothingAndHarmsNobody();
    void threadsShareTransactions();

private:
    Result<void> add(const QString &id, qint64 created, const gimlet::Version &version);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    WriteQueue m_writes;
};

namespace {

gimlet::Version version(const QString &repository, const QString &sha, const QString &branch)
{
    gimlet::Version version;
    version.repositoryName = repository;
    version.sha = sha;
    version.branch = branch;
    return version;
}

Event newEvent(const QString &id, const QString &type)
{
    Event event;
    event.id = id;
    event.type = type;
    event.artifactId = u"x"_s;
    return event;
}

QStringList idsOf(const Result<QByteArray> &listing)
{
    QStringList ids;
    for (const QJsonValue artifact : QJsonDocument::fromJson(listing.value()).array())
        ids.append(artifact.toObject().value("id"_L1).toString());
    return ids;
}

} // namespace

void TestServiceStore::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Store::open(m_folder->filePath(u"service.sqlite"_s));
    QVERIFY(opened);
    m_store = std::move(*opened);
}

Result<void> TestServiceStore::add(const QString &id, qint64 created, const gimlet::Version &version)
{
    gimlet::Artifact artifact;
    artifact.id = id;
    artifact.created = gimlet::timeFromUnix(created);
    artifact.version = version;
    const QByteArray document = QJsonDocument(gimlet::toJson(artifact)).toJson(QJsonDocument::Compact);
    return m_writes.write(*m_store, [&](Store &store) { return store.addArtifact(artifact, document); });
}

void TestServiceStore::artifactsAreListedByFilter_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("all, newest first, ties by arrival") << u""_s << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("repository") << u"repository"_s << QStringList{u"c"_s, u"a"_s};
    QTest::newRow("branch") << u"branch"_s << QStringList{u"b"_s};
    QTest::newRow("source branch, and not the branch") << u"sourceBranch"_s << QStringList{u"d"_s};
    QTest::newRow("event") << u"event"_s << QStringList{u"d"_s};
    QTest::newRow("several shas") << u"sha"_s << QStringList{u"c"_s, u"a"_s};
    QTest::newRow("since is inclusive") << u"since"_s << QStringList{u"d"_s, u"c"_s, u"b"_s};
    QTest::newRow("until is exclusive") << u"until"_s << QStringList{u"a"_s};
    QTest::newRow("page") << u"page"_s << QStringList{u"c"_s, u"b"_s};
    QTest::newRow("limit 0") << u"none"_s << QStringList();
}

void TestServiceStore::artifactsAreListedByFilter()
{
    QVERIFY(add(u"a"_s, 100, version(u"acme/web"_s, u"1"_s, u"main"_s)));
    QVERIFY(add(u"b"_s, 200, version(u"acme/api"_s, u"2"_s, u"feature/x"_s)));
    QVERIFY(add(u"c"_s, 200, version(u"acme/web"_s, u"3"_s, u"main"_s)));
    gimlet::Version pullRequest = version(u"acme/api"_s, u"4"_s, u"main"_s);
    pullRequest.event = gimlet::GitEvent::PullRequest;
    pullRequest.sourceBranch = u"feature/x"_s;
    QVERIFY(add(u"d"_s, 300, pullRequest));

    QFETCH(QString, which);
    QFETCH(QStringList, ids);
    ArtifactFilter filter;
    if (which == "repository"_L1)
        filter.repository = u"acme/web"_s;
    if (which == "branch"_L1)
        filter.branch = u"feature/x"_s;
    if (which == "sourceBranch"_L1)
        filter.sourceBranch = u"feature/x"_s;
    if (which == "event"_L1)
        filter.event = gimlet::GitEvent::PullRequest;
    if (which == "sha"_L1)
        filter.shas = {u"1"_s, u"3"_s};
    if (which == "since"_L1)
        filter.since = 200;
    if (which == "until"_L1)
        filter.until = 200;
    if (which == "page"_L1) {
        filter.limit = 2;
        filter.offset = 1;
    }
    if (which == "none"_L1)
        filter.limit = 0;
    QCOMPARE(idsOf(m_store->artifactListing(filter)), ids);
}

void TestServiceStore::pagesAddUpToEverything()
{
    for (int i = 0; i < 47; ++i)
        QVERIFY(add(QString::number(i), 100 + i / 10, version(u"acme/web"_s, u"1"_s, u"main"_s)));
    QStringList all;
    for (qint64 offset = 0;; offset += 10) {
        ArtifactFilter filter;
        filter.offset = offset;
        const QStringList page = idsOf(m_store->artifactListing(filter));
        if (page.isEmpty())
            break;
        all += page;
    }
    QStringList expected;
    for (int i = 46; i >= 0; --i)
        expected.append(QString::number(i));
    QCOMPARE(all, expected);
}

void TestServiceStore::eventsComeInTheirOrder()
{
    Event first = newEvent(u"1"_s, u"release"_s);
    const Event second = newEvent(u"2"_s, u"artifact"_s);
    QVERIFY(m_writes.write(*m_store,
        [&](Store &store) { return andThen(store.addEvent(first), [&] { return store.addEvent(second); }); }));

    QCOMPARE(m_store->nextEvent().value()->id, u"1"_s);
    first.status = u"processed"_s;
    first.statusDesc = u"done"_s;
    gimlet::ReleaseResult &result = first.results.emplaceBack();
    result.hash = u"abc"_s;
    result.status = u"success"_s;
    QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.updateEvent(first); }));
    QCOMPARE(m_store->nextEvent().value()->id, u"2"_s);
    const Event stored = *m_store->event(u"1"_s).value();
    QCOMPARE(stored.results, first.results);
    QCOMPARE(stored.statusDesc, first.statusDesc);
    QCOMPARE(m_store->eventOfArtifact(u"x"_s).value()->id, u"2"_s);
    QVERIFY(!m_store->event(u"3"_s).value());
}

void TestServiceStore::commitsKnowWhatIsOpen()
{
    const auto commit = [](const QString &sha, const QString &env, const QString &app) {
        CommitRecord record;
        record.commit.sha = sha;
        record.commit.env = env;
        record.commit.status = u"NotReconciled"_s;
        record.app = app;
        return record;
    };
    for (const auto &[sha, env, app] :
        {std::tuple{u"1"_s, u"staging"_s, u"web"_s}, std::tuple{u"2"_s, u"staging"_s, u"api"_s},
            std::tuple{u"3"_s, u"production"_s, u"web"_s}, std::tuple{u"4"_s, u"staging"_s, u"web"_s}}) {
        QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.addCommit(commit(sha, env, app)); }));
    }
    QCOMPARE(m_store->openCommits(u"staging"_s, {}, 3).value().size(), 2);
    QCOMPARE(m_store->openCommits(u"staging"_s, u"web"_s, 4).value().size(), 2);
    QCOMPARE(m_store->newestCommitOf(u"staging"_s, {}, 3).value()->commit.sha, u"2"_s);
    gimlet::GitopsCommit failed = m_store->commit(u"2"_s).value()->commit;
    failed.status = u"ValidationFailed"_s;
    QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.updateCommit(failed); }));
    QCOMPARE(m_store->openCommits(u"staging"_s, {}, 3).value().size(), 1);
    // A second look at the same commit changes nothing but an app that was not known.
    QVERIFY(m_writes.write(
        *m_store, [&](Store &store) { return store.addCommit(commit(u"2"_s, u"staging"_s, u"other"_s)); }));
    QCOMPARE(m_store->commit(u"2"_s).value()->app, u"api"_s);
    QCOMPARE(m_store->commit(u"2"_s).value()->commit.status, u"ValidationFailed"_s);
}

void TestServiceStore::answersBelongToOneUser()
{
    const RememberedAnswer answer{"print", 201, "{}", u"event"_s};
    QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.rememberAnswer(u"ann"_s, "key", answer, 100); }));
    QCOMPARE(*m_store->rememberedAnswer(u"ann"_s, "key").value(), answer);
    QVERIFY(!m_store->rememberedAnswer(u"bob"_s, "key").value());
    QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.forgetAnswersBefore(101); }));
    QVERIFY(!m_store->rememberedAnswer(u"ann"_s, "key").value());
}

void TestServiceStore::aFailedJobLeavesNothingAndHarmsNobody()
{
    const auto failed = m_writes.write(*m_store, [&](Store &store) -> Result<void> {
        std::ignore = store.addEnvironment(u"half"_s);
        return failure(ErrorKind::Invalid, u"no"_s);
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().message, u"no"_s);
    QVERIFY(m_writes.write(*m_store, [&](Store &store) { return store.addEnvironment(u"whole"_s); }));
    QCOMPARE(m_store->environments().value(), QStringList{u"whole"_s});
}

void TestServiceStore::threadsShareTransactions()
{
    constexpr int threads = 8;
    constexpr int each = 50;
    std::vector<std::thread> writers;
    std::atomic<int> failures = 0;
    for (int i = 0; i < threads; ++i) {
        writers.emplace_back([&, i] {
            auto store = Store::open(m_folder->filePath(u"service.sqlite"_s));
            for (int j = 0; j < each; ++j) {
                const auto written = m_writes.write(**store, [&](Store &own) -> Result<void> {
                    if (j % 10 == 9)
                        return failure(ErrorKind::Invalid, u"no"_s);
                    return own.addEnvironment(u"%1-%2"_s.arg(i).arg(j));
                });
                failures += !written;
            }
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(failures.load(), threads * each / 10);
    QCOMPARE(m_store->environments().value().size(), threads * each * 9 / 10);
}

QTEST_GUILESS_MAIN(TestServiceStore)
#include "tst_servicestore.moc"
