#include "board.h"

#include <demo/cluster.h>
#include <demo/sample.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe;
using namespace coupe::demo;
using namespace Qt::StringLiterals;

namespace {

constexpr double Speed = 40;
constexpr int Patience = 30'000;

} // namespace

class DemoClusterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto opened = Company::open({m_folder.filePath(u"acme"_s), {}});
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        m_company = std::move(*opened);
    }

    void finishesWhatWasOnItsWay()
    {
        Board board(*m_company);
        QCOMPARE(statusOf(u"staging"_s, u"checkout"_s), u"Progressing"_s);
        Cluster cluster(*m_company, Speed);
        cluster.start();
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"staging"_s, u"checkout"_s), u"ReconciliationSucceeded"_s, Patience);
    }

    void aDeployBecomesLive()
    {
        Cluster cluster(*m_company, Speed);
        QSignalSpy reported(&cluster, &Cluster::reported);
        QSignalSpy settled(&cluster, &Cluster::settled);
        cluster.start();
        deploy(u"production"_s, u"payments"_s, u"Settle partial refunds in the original currency"_s);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, Patience);
        QCOMPARE(reported.size(), 2);
        QCOMPARE(reported[0][2].toString(), u"Progressing"_s);
        QCOMPARE(reported[1][2].toString(), u"ReconciliationSucceeded"_s);
        const gimlet::Release release = Board(*m_company).current(u"production"_s, u"payments"_s);
        QCOMPARE(settled[0][0].toString(), u"production"_s);
        QCOMPARE(settled[0][1].toString(), release.gitopsRef);
        QCOMPARE(release.gitopsCommitStatus, u"ReconciliationSucceeded"_s);
        QCOMPARE(release.version->subject(), u"Settle partial refunds in the original currency"_s);
    }

    void oneVersionIsNotHealthy()
    {
        Cluster cluster(*m_company, Speed);
        QSignalSpy settled(&cluster, &Cluster::settled);
        cluster.start();
        deploy(u"production-eu"_s, u"search"_s, u"Rank exact SKU matches above synonyms"_s);
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, Patience);
        QCOMPARE(settled[0][2].toString(), u"HealthCheckFailed"_s);
        const gimlet::Release release = Board(*m_company).current(u"production-eu"_s, u"search"_s);
        QCOMPARE(release.gitopsCommitStatus, u"HealthCheckFailed"_s);
        QVERIFY(release.gitopsCommitStatusDesc.contains(u"Deployment/production-eu/search"_s));
    }

    void aRollbackHealsItsAppAlone()
    {
        Cluster cluster(*m_company, Speed);
        QSignalSpy settled(&cluster, &Cluster::settled);
        cluster.start();
        Board board(*m_company);
        const auto releases = board.releases(u"production"_s, u"payments"_s);
        QVERIFY(!board.rollBack(u"production"_s, u"payments"_s, releases[1].gitopsRef).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, Patience);
        QCOMPARE(settled[0][2].toString(), u"ReconciliationSucceeded"_s);
        QVERIFY(board.releases(u"production"_s, u"payments"_s).front().rolledBack);
        QCOMPARE(statusOf(u"production"_s, u"search"_s), u"HealthCheckFailed"_s);
    }

    void aStoppedClusterIsSilentAndGoesOn()
    {
        Cluster cluster(*m_company, Speed);
        QSignalSpy reported(&cluster, &Cluster::reported);
        cluster.start();
        cluster.stop();
        deploy(u"production-eu"_s, u"payments"_s, u"Settle partial refunds in the original currency"_s);
        QCOMPARE(statusOf(u"production-eu"_s, u"payments"_s), u"NotReconciled"_s);
        QCOMPARE(reported.size(), 0);
        cluster.start();
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"production-eu"_s, u"payments"_s), u"ReconciliationSucceeded"_s, Patience);
    }

private:
    QString statusOf(const QString &environment, const QString &app)
    {
        return Board(*m_company).current(environment, app).gitopsCommitStatus;
    }

    /// Returns when it is written to git.
    void deploy(const QString &environment, const QString &app, const QString &message)
    {
        Board board(*m_company);
        const QString sha = m_company->sample().commit(app, message)->sha;
        const auto artifacts = board.artifacts();
        const auto artifact = std::ranges::find(artifacts, sha, [](const auto &each) { return each.version.sha; });
        QVERIFY(artifact != artifacts.end());
        QVERIFY(!board.deploy(environment, app, artifact->id).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(board.current(environment, app).artifactId, artifact->id, Patience);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Company> m_company;
};

QTEST_GUILESS_MAIN(DemoClusterTest)
#include "tst_demo_cluster.moc"
