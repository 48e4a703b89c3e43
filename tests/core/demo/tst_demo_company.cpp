#include "board.h"

#include <service/service.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe;
using namespace coupe::demo;
using namespace Qt::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 3, 11), QTime(14, 2), Qt::UTC);

QString wordsOf(const Error &error)
{
    return error.message + u' ' + error.detail;
}

} // namespace

class DemoCompanyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QElapsedTimer timer;
        timer.start();
        int steps = 0;
        auto opened = Company::open({m_folder.filePath(u"acme"_s), Now}, [&](const Progress &progress) {
            steps = progress.total;
            return progress.done <= progress.total && !progress.sentence.isEmpty();
        });
        QVERIFY2(opened, qPrintable(opened ? QString() : wordsOf(opened.error())));
        m_company = std::move(*opened);
        QVERIFY(steps > 400);
        qInfo("%d steps in %lld ms", steps, timer.elapsed());
    }

    void someoneIsSignedIn()
    {
        QCOMPARE(m_company->login(), u"marta.k"_s);
        LocalHttp http(m_company->url());
        QVERIFY(http.get("/api/users", m_company->token())); // administrators only
        QVERIFY(http.get("/api/envs", m_company->clusterToken()));
        QVERIFY(!http.get("/api/users", m_company->clusterToken()));
    }

    void mostOfItIsLive()
    {
        Board board(*m_company);
        int live = 0;
        int cells = 0;
        for (const QString &environment : m_company->environments()) {
            const auto apps = board.status(environment);
            QCOMPARE(apps.size(), environment == u"production-eu" ? 11 : 12);
            for (const auto &[app, wanted] : apps.asKeyValueRange()) {
                const gimlet::Release current = board.current(environment, app);
                QVERIFY(wanted);
                QCOMPARE(wanted->artifactId, current.artifactId);
                ++cells;
                live += current.gitopsCommitStatus == u"ReconciliationSucceeded";
            }
        }
        QCOMPARE(cells, 35);
        QCOMPARE(live, cells - 2);
        QVERIFY(!board.status(u"production-eu"_s).contains(u"ledger"_s));
    }

    void searchIsNotHealthy()
    {
        const gimlet::Release release = Board(*m_company).current(u"production"_s, u"search"_s);
        QCOMPARE(release.gitopsCommitStatus, u"HealthCheckFailed"_s);
        QVERIFY(release.gitopsCommitStatusDesc.startsWith(
            u"timeout waiting for: [Deployment/production/search status: 'InProgress']"_s));
        const qint64 minutes = release.gitopsCommitCreated.secsTo(Now) / 60;
        QCOMPARE(minutes, 14);
    }

    void checkoutIsOnItsWay()
    {
        const gimlet::Release release = Board(*m_company).current(u"staging"_s, u"checkout"_s);
        QCOMPARE(release.gitopsCommitStatus, u"Progressing"_s);
        QCOMPARE(release.version->subject(), u"Keep basket when the session is renewed"_s);
    }

    void pricingWasRolledBack()
    {
        const auto releases = Board(*m_company).releases(u"production"_s, u"pricing"_s);
        QVERIFY(releases.size() >= 2);
        QVERIFY(releases[0].rolledBack);
        QCOMPARE(releases[0].version->subject(), u"Round per line, not per basket"_s);
        QVERIFY(!releases[1].rolledBack);
        QCOMPARE(releases[1].version->subject(), u"Tax table for CH 2025"_s);
        QCOMPARE(Board(*m_company).status(u"production"_s).value(u"pricing"_s)->version->subject(),
            u"Tax table for CH 2025"_s);
    }

    void peopleAndPoliciesReleased()
    {
        Board board(*m_company);
        QSet<QString> people;
        int rolledBack = 0;
        int failed = 0;
        qsizetype releases = 0;
        for (const QString &environment : m_company->environments()) {
            for (const gimlet::Release &release : board.releases(environment)) {
                people.insert(release.triggeredBy);
                rolledBack += release.rolledBack;
                failed += release.gitopsCommitStatus.contains(u"Failed");
                ++releases;
            }
        }
        QVERIFY(people.contains(u"policy"_s));
        QVERIFY(people.size() > 10);
        QVERIFY(rolledBack >= 4);
        QVERIFY(failed >= 2);
        QVERIFY2(releases > 350, qPrintable(QString::number(releases)));
    }

    void artifactsAreFresh()
    {
        const auto artifacts = Board(*m_company).artifacts();
        QVERIFY(artifacts.size() >= 180);
        QCOMPARE(artifacts.front().created, Now.addSecs(-120));
        QVERIFY(artifacts.back().created < Now.addDays(-30));
    }

    void theSamePastEveryTime()
    {
        auto again = Company::open({m_folder.filePath(u"again"_s), Now});
        QVERIFY(again);
        QCOMPARE(Board(**again).summary(), Board(*m_company).summary());
    }

    void aSecondDemoDoesNotTakeTheFolder()
    {
        const auto second = Company::open({m_folder.filePath(u"acme"_s), Now});
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Storage);
    }

    void theSecondStartPlaysNothing()
    {
        const QStringList before = Board(*m_company).summary();
        m_company.reset();
        QElapsedTimer timer;
        timer.start();
        auto opened = Company::open({m_folder.filePath(u"acme"_s), {}}, [](const Progress &) {
            qWarning("played again");
            return false;
        });
        QVERIFY2(opened, qPrintable(opened ? QString() : wordsOf(opened.error())));
        qInfo("started in %lld ms", timer.elapsed());
        m_company = std::move(*opened);
        QVERIFY(!m_company->service().isFirstStart());
        QCOMPARE(m_company->login(), u"marta.k"_s);
        QCOMPARE(Board(*m_company).summary(), before);
    }

    void whatWasGivenUpStartsOver()
    {
        const QString folder = m_folder.filePath(u"givenUp"_s);
        const auto first = Company::open({folder, Now}, [](const Progress &progress) { return progress.done < 12; });
        QVERIFY(!first);
        QCOMPARE(first.error().kind, ErrorKind::Cancelled);
        int least = 1000;
        const auto second = Company::open({folder, Now}, [&](const Progress &progress) {
            least = std::min(least, progress.done);
            return progress.done < 3;
        });
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Cancelled);
        QCOMPARE(least, 0);
    }

    void aFolderWithOtherThingsIsLeftAlone()
    {
        const QString folder = m_folder.filePath(u"letters"_s);
        QVERIFY(QDir().mkpath(folder));
        QFile letter(folder + u"/letter.txt"_s);
        QVERIFY(letter.open(QIODevice::WriteOnly));
        const auto opened = Company::open({folder, Now});
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Invalid);
        QVERIFY(letter.exists());
    }

    void opensInTheBackground()
    {
        const QString folder = m_folder.filePath(u"background"_s);
        int told = 0;
        bool finished = false;
        {
            CompanyOpening opening({folder, Now}, [&](const Progress &) { ++told; }, [&](auto) { finished = true; });
            QTRY_VERIFY_WITH_TIMEOUT(told > 3, 30'000);
        }
        const int toldWhenDropped = told;
        QVERIFY(!finished);

        // Opens the finished folder of before, and delivers.
        m_company.reset();
        std::unique_ptr<Company> company;
        CompanyOpening opening({m_folder.filePath(u"acme"_s), {}}, {}, [&](Result<std::unique_ptr<Company>> result) {
            if (result)
                company = std::move(*result);
        });
        QTRY_VERIFY_WITH_TIMEOUT(company, 30'000);
        QCOMPARE(told, toldWhenDropped);
        QVERIFY(!finished);
        m_company = std::move(company);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Company> m_company;
};

QTEST_GUILESS_MAIN(DemoCompanyTest)
#include "tst_demo_company.moc"
