#include <demo/moment.h>
#include <demo/reaction.h>
#include <demo/shipping.h>
#include <demo/timeline.h>
#include <manifest/policy.h>
#include <manifest/render.h>

#include <QTest>

using namespace coupe;
using namespace coupe::demo;
using namespace Qt::StringLiterals;

class DemoSampleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Result<Sample> sample = readSample();
        QVERIFY2(sample, qPrintable(sample ? QString() : sample.error().message + sample.error().detail));
        m_sample = *sample;
    }

    void isACompany()
    {
        QCOMPARE(m_sample.environments, QStringList({u"staging"_s, u"production"_s, u"production-eu"_s}));
        QCOMPARE(m_sample.apps.size(), 12);
        QVERIFY(m_sample.people.size() >= 10);
        QVERIFY(m_sample.commits.size() >= 180);
        QVERIFY(!m_sample.app(u"ledger"_s)->replicas.contains(u"production-eu"_s));
    }

    void hashesNeverChange()
    {
        const Commit *commit = m_sample.commit(u"pricing"_s, u"Round per line, not per basket"_s);
        QVERIFY(commit);
        QCOMPARE(commit->sha.size(), 40);
        QCOMPARE(readSample()->commit(u"pricing"_s, commit->message)->sha, commit->sha);
    }

    void aMissingFolderIsAnError()
    {
        const Result<Sample> sample = readSample(u":/nowhere"_s);
        QVERIFY(!sample);
        QCOMPARE(sample.error().kind, ErrorKind::Malformed);
    }

    void momentsAreSeenFromNow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("moment");
        const auto local = [](int month, int day, int hour, int minute) {
            return QDateTime(QDate(2026, month, day), QTime(hour, minute), Qt::LocalTime).toUTC();
        };
        QTest::newRow("seconds") << u"40 s"_s << local(3, 9, 9, 30).addSecs(-40);
        QTest::newRow("minutes") << u"22 min"_s << local(3, 9, 9, 8);
        QTest::newRow("hours") << u"3 h"_s << local(3, 9, 6, 30);
        QTest::newRow("over the weekend") << u"-1d 17:40"_s << local(3, 6, 17, 40);
        QTest::newRow("a week of work") << u"-6d 08:05"_s << local(2, 27, 8, 5);
    }

    void momentsAreSeenFromNow()
    {
        QFETCH(const QString, text);
        QFETCH(const QDateTime, moment);
        const QDateTime monday(QDate(2026, 3, 9), QTime(9, 30), Qt::LocalTime);
        QCOMPARE(momentOf(text, monday).value_or(QDateTime()), moment);
    }

    void nonsenseIsNoMoment()
    {
        QCOMPARE(momentOf(u"soon"_s, QDateTime::currentDateTimeUtc()).error().kind, ErrorKind::Malformed);
        QCOMPARE(momentOf(u"-1d 25:00"_s, QDateTime::currentDateTimeUtc()).error().kind, ErrorKind::Malformed);
    }

    void theOrderHoldsAtAnyHour_data()
    {
        QTest::addColumn<QDateTime>("now");
        QTest::newRow("afternoon") << QDateTime(QDate(2026, 3, 11), QTime(14, 2), Qt::UTC);
        QTest::newRow("after midnight") << QDateTime(QDate(2026, 3, 12), QTime(0, 20), Qt::UTC);
        QTest::newRow("Monday morning") << QDateTime(QDate(2026, 3, 9), QTime(7, 0), Qt::UTC);
        QTest::newRow("Sunday") << QDateTime(QDate(2026, 3, 8), QTime(23, 59), Qt::UTC);
    }

    void theOrderHoldsAtAnyHour()
    {
        QFETCH(const QDateTime, now);
        const auto steps = timelineOf(m_sample, now);
        QVERIFY(steps);
        QCOMPARE(steps->size(), static_cast<std::size_t>(m_sample.commits.size() + m_sample.acts.size()));
        QVERIFY(steps->back().at < now);
        QVERIFY(steps->front().at > now.addDays(-45));
        QHash<QString, const Commit *> newest;
        QSet<const Commit *> shipped;
        const Act *newestAct = nullptr;
        QDateTime last;
        for (const Step &step : *steps) {
            QVERIFY(!last.isValid() || step.at >= last);
            last = step.at;
            if (const auto *commit = std::get_if<const Commit *>(&step.what)) {
                QVERIFY(newest.value((*commit)->repository) < *commit);
                newest.insert((*commit)->repository, *commit);
                shipped.insert(*commit);
                continue;
            }
            const Act *act = std::get<const Act *>(step.what);
            QVERIFY(newestAct < act);
            newestAct = act;
            QVERIFY2(shipped.contains(m_sample.commit(act->app, act->commit)), qPrintable(act->commit));
        }
    }

    void everyManifestRenders()
    {
        Shipping shipping(m_sample);
        int rendered = 0;
        for (const Commit &commit : m_sample.commits) {
            const gimlet::Artifact artifact = shipping.artifactOf(commit, QDateTime::currentDateTimeUtc());
            for (const gimlet::Manifest &manifest : artifact.environments) {
                const auto rendering = manifest::render(manifest, templateVariables(artifact));
                QVERIFY2(rendering, qPrintable(rendering ? QString() : rendering.error().message));
                QCOMPARE(rendering->files.keys(),
                    QStringList({u"configmap.yaml"_s, u"deployment.yaml"_s, u"service.yaml"_s}));
                QVERIFY(rendering->files.value(u"deployment.yaml"_s).contains(commit.sha.toLatin1()));
                QVERIFY2(!rendering->files.value(u"deployment.yaml"_s).contains('@'), "a field was not filled in");
                ++rendered;
            }
        }
        QVERIFY(rendered > 500);
    }

    void commitsChangeWhatIsDeployed()
    {
        Shipping shipping(m_sample);
        QMap<QString, QString> production;
        for (const Commit &commit : m_sample.commits) {
            const gimlet::Artifact artifact = shipping.artifactOf(commit, QDateTime::currentDateTimeUtc());
            for (const gimlet::Manifest &manifest : artifact.environments) {
                if (manifest.app == u"payments" && manifest.env == u"production")
                    production.insert(commit.message, manifest.manifests);
            }
        }
        const QString before = production.value(u"Reject expired mandates before capture"_s);
        const QString after = production.value(u"Settle partial refunds in the original currency"_s);
        QVERIFY(before.contains(u"memory: 384Mi"_s) && before.contains(u"FX_FALLBACK"_s));
        QVERIFY(after.contains(u"memory: 512Mi"_s) && after.contains(u"REFUND_RATE: \"captured\""_s));
        QVERIFY(!after.contains(u"FX_FALLBACK"_s));
    }

    void artifactsLookShipped()
    {
        Shipping shipping(m_sample);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        bool secrets = false;
        QSet<gimlet::GitEvent> events;
        for (const Commit &commit : m_sample.commits) {
            const gimlet::Artifact artifact = shipping.artifactOf(commit, now);
            events.insert(artifact.version.event);
            QCOMPARE(artifact.version.sha, commit.sha);
            QVERIFY(artifact.version.created < now);
            QVERIFY(!artifact.environments.isEmpty());
            QCOMPARE(artifact.items.back().value("name"_L1).toString(), u"CI"_s);
            QCOMPARE(artifact.vars.value(u"SHA"_s), commit.sha);
            secrets |= std::ranges::any_of(artifact.vars.keys(), gimlet::looksSecret);
        }
        QVERIFY(secrets);
        QCOMPARE(events.size(), 3);
    }

    void policiesAreTheHouses()
    {
        Shipping shipping(m_sample);
        QHash<QString, int> deploys;
        for (const Commit &commit : m_sample.commits) {
            const gimlet::Artifact artifact = shipping.artifactOf(commit, QDateTime::currentDateTimeUtc());
            for (const gimlet::Manifest &manifest : artifact.environments) {
                if (manifest::evaluate(manifest.deploy, artifact.version).deploys())
                    ++deploys[manifest.env + u'/' + manifest.app];
            }
        }
        QVERIFY(deploys.value(u"staging/payments"_s) > 20);
        QVERIFY(!deploys.contains(u"production/payments"_s));
        QCOMPARE(deploys.value(u"staging/identity"_s), 4);
        QCOMPARE(deploys.value(u"production/identity"_s), 4);
        QCOMPARE(deploys.value(u"production-eu/notifications"_s), 2);
    }

    void reactionsAreRepeatable()
    {
        const QString sha = m_sample.commit(u"search"_s, u"Rank exact SKU matches above synonyms"_s)->sha;
        QCOMPARE(reactionTo(m_sample, u"search"_s, u"staging"_s, sha).reason, u"ReconciliationSucceeded"_s);
        const Reaction failing = reactionTo(m_sample, u"search"_s, u"production-eu"_s, sha);
        QCOMPARE(failing.reason, u"HealthCheckFailed"_s);
        QVERIFY(failing.message.contains(u"[Deployment/production-eu/search status: 'InProgress']"_s));
        QCOMPARE(reactionTo(m_sample, u"search"_s, u"production-eu"_s, sha), failing);
        using namespace std::chrono_literals;
        const Reaction usual = reactionTo(m_sample, u"payments"_s, u"staging"_s, sha);
        QVERIFY(usual.progressing >= 1s && usual.progressing <= 3s);
        QVERIFY(usual.settled >= usual.progressing + 3s && usual.settled <= usual.progressing + 8s);
        QVERIFY(reactionTo(m_sample, u"gateway"_s, u"staging"_s, {}).settled >= 20s);
    }

private:
    Sample m_sample;
};

QTEST_GUILESS_MAIN(DemoSampleTest)
#include "tst_demo_sample.moc"
