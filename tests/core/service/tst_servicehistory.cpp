#include <gitops/writer.h>
#include <service/gitopsreader.h>

#include <QTemporaryDir>
#include <QTest>

#include <semaphore>

using namespace coupe;
using namespace coupe::service;
using namespace Qt::StringLiterals;

namespace {

/// A gitops repo, and the service's way of reading it.
struct Reading {
    Reading()
    {
        repository = std::move(*gitops::Repository::openOrInit(path()));
        writer = std::make_unique<gitops::Writer>(*repository, *clock);
    }

    QString path() const { return folder.filePath(u"gitops.git"_s); }
    IndexThread::Options options()
    {
        return {folder.filePath(u"index.sqlite"_s), path(), clock, [this](const QString &) { indexed.release(); }};
    }
    QString deploy(const QString &app, int number)
    {
        clock->advance(std::chrono::minutes(1));
        gimlet::Release release;
        release.app = app;
        release.env = u"staging"_s;
        release.artifactId = QString::number(number);
        release.version = gimlet::Version();
        release.version->repositoryName = u"acme/"_s + app;
        const auto written = writer->writeRelease(
            *gitops::Layout::make(u"staging"_s), release, {{u"a.yaml"_s, QByteArray::number(number)}});
        return written ? written->hash() : written.error().message;
    }

    QTemporaryDir folder;
    std::shared_ptr<ManualClock> clock =
        std::make_shared<ManualClock>(QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC));
    std::unique_ptr<gitops::Repository> repository;
    std::unique_ptr<gitops::Writer> writer;
    std::counting_semaphore<> indexed{0};
};

} // namespace

class ServiceHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysTheSameWithAndWithoutTheIndex()
    {
        Reading reading;
        QStringList hashes;
        for (int i = 0; i < 12; ++i)
            hashes += reading.deploy(i % 2 ? u"web"_s : u"api"_s, i);
        QVERIFY(reading.writer->writeRollback(*gitops::Layout::make(u"staging"_s), u"api"_s, hashes[4]));
        const QDateTime middle = reading.clock->now().addSecs(-5 * 60);
        GitopsReader reader(std::move(*gitops::Repository::open(reading.path())), reading.options());
        const QList<gitops::ReleaseQuery> queries{{}, {.limit = 3}, {.app = u"web"_s}, {.app = u"none"_s},
            {.since = middle}, {.until = middle, .limit = 2}, {.gitRepo = u"acme/api"_s}};
        QList<QList<gimlet::Release>> plain;
        for (const gitops::ReleaseQuery &query : queries)
            plain.append(gitops::listReleases(*reading.repository, *gitops::Layout::make(u"staging"_s), query).value());
        QCOMPARE(plain[0].size(), 12);
        QVERIFY(plain[0][1].rolledBack);
        // The first answer does not wait for the index.
        QCOMPARE(reader.releases(u"staging"_s, {}).value(), plain[0]);
        reading.indexed.acquire();
        for (qsizetype i = 0; i < queries.size(); ++i)
            QCOMPARE(reader.releases(u"staging"_s, queries[i]).value(), plain[i]);
        QCOMPARE(reader.releases(u"production"_s, {}).value().size(), 0);
        QCOMPARE(reader.releases(u"staging"_s, {.app = u"../x"_s}).error().kind, ErrorKind::Invalid);
    }

    void answersFromTheIndexOnceItIsThere()
    {
        Reading reading;
        IndexThread index(reading.options());
        const QString first = reading.deploy(u"web"_s, 1);
        QVERIFY(!index.changes(first, {}, -1));
        reading.indexed.acquire();
        QCOMPARE(index.changes(first, {}, -1)->size(), 1);
        // A write is seen at once, though the index does not know it yet.
        const QString second = reading.deploy(u"web"_s, 2);
        QVERIFY(!index.changes(second, {}, -1));
        reading.indexed.acquire();
        QCOMPARE(index.changes(second, {}, 1)->first().commit, second);
        QCOMPARE(index.changes(second, {}, -1)->size(), 2);
    }

    void goesOnWithoutAnIndex()
    {
        Reading reading;
        reading.deploy(u"web"_s, 1);
        IndexThread::Options options = reading.options();
        options.indexPath = reading.folder.filePath(u"no/such/folder/index.sqlite"_s);
        GitopsReader reader(std::move(*gitops::Repository::open(reading.path())), options);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"There is no index"_s));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(reader.releases(u"staging"_s, {})->size(), 1);
    }
};

QTEST_GUILESS_MAIN(ServiceHistoryTest)
#include "tst_servicehistory.moc"
