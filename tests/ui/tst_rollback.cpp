#include <ui/deletecontroller.h>
#include <ui/deploycontroller.h>
#include <ui/rollbackcontroller.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <core/gitops/gitrepo.h>
#include <core/workspace/fakegimlet.h>

using namespace coupe;
using namespace coupe::ui;
using namespace samples;
using workspace::ConnectionStatus;
using workspace::RequestState;
using workspace::Session;

namespace {

constexpr int Patience = 20'000;

const auto payments = u"payments"_s;
const auto production = u"production"_s;
const auto rollbackPath = u"/api/rollback"_s;
const auto releasesPath = u"/api/releases"_s;
const auto deletePath = u"/api/delete"_s;

} // namespace

/// The dialogs that take something back, before a scripted Gimlet and a gitops repo as one writes it: what leaves for
/// the server, and what never does.
class RollbackTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GitRepo> m_repo;
    std::unique_ptr<FakeGimlet> m_gimlet;
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RollbackController> m_rollback;
    std::unique_ptr<DeleteController> m_deletion;
    std::unique_ptr<DeployController> m_deploy;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    QList<gimlet::Release> m_releases; ///< as the API lists them, newest first
    QString m_first; ///< the commits of payments 1 and 2 in production
    QString m_second;

    static QMap<QString, QByteArray> files(int number)
    {
        return {{u"deployment.yaml"_s,
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: payments\nspec:\n  replicas: "
                + QByteArray::number(number) + "\n"}};
    }

    /// Writes a release as Gimlet does, and lets the API list it.
    QString release(int number, const QString &app = payments, const QString &environment = production)
    {
        m_repo->clock.advance(std::chrono::minutes(1));
        gimlet::Release made = samples::release(number, environment, 0, u"ReconciliationSucceeded"_s, app);
        made.triggeredBy = u"jonas"_s;
        const auto written = m_repo->writer().writeRelease(GitRepo::layout(environment), made, files(number));
        made.gitopsRef = written ? written->hash() : QString();
        made.created = made.gitopsCommitCreated = m_repo->clock.now();
        m_releases.prepend(made);
        return made.gitopsRef;
    }

    void open(const QList<workspace::GitopsSource> &gitops)
    {
        m_gimlet->releases(m_releases);
        Session::Options options;
        options.profile.id = u"test"_s;
        options.profile.name = u"Test"_s;
        options.profile.server = m_gimlet->server.url();
        options.profile.gitops = gitops;
        options.token = "secret";
        options.dataFolder = m_folder->path();
        options.clock = &m_clock;
        m_session = std::make_unique<Session>(options);
        m_rollback = std::make_unique<RollbackController>(*m_session);
        m_deletion = std::make_unique<DeleteController>(*m_session);
        m_deploy = std::make_unique<DeployController>(*m_session);
        for (QAbstractItemModel *model : std::initializer_list<QAbstractItemModel *>{
                 m_rollback->steps(), m_rollback->changes()->values(), m_deletion->changes()->values()}) {
            m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
                model, QAbstractItemModelTester::FailureReportingMode::QtTest));
        }
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->connection().state == ConnectionStatus::State::Connected
                && m_session->board()->cell(payments, production),
            Patience);
    }
    void open() { open({{.url = m_repo->path()}}); }

    void ask(const QString &target, const QString &app = payments)
    {
        m_rollback->ask(production, app, target);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_rollback->phase() == RollbackController::Choosing || m_rollback->phase() == RollbackController::Failed,
            Patience);
        QVERIFY2(m_rollback->offReason().isEmpty(), qPrintable(m_rollback->offReason()));
    }

    QList<test::Request> posts() const
    {
        QList<test::Request> posts = m_gimlet->server.requests();
        posts.removeIf([](const test::Request &request) { return request.method != "POST"; });
        return posts;
    }

private Q_SLOTS:
    void init()
    {
        m_repo = std::make_unique<GitRepo>();
        m_gimlet = std::make_unique<FakeGimlet>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_releases.clear();
        m_gimlet->environments({production}); // it answers the same for each
        m_gimlet->artifacts(artifacts(4));
        m_gimlet->server.on(rollbackPath, test::json(R"({"id":"event-1"})", 201));
        m_gimlet->server.on(deletePath, test::json("{}"));
        m_first = release(1);
        m_second = release(2);
    }

    void cleanup()
    {
        m_testers.clear();
        m_deploy.reset();
        m_deletion.reset();
        m_rollback.reset();
        m_session.reset();
        m_gimlet.reset();
        m_repo.reset();
    }

    void whatGoesBackAndWhatChangesIsShown()
    {
        open();
        ask(m_first);
        const RollbackFacts facts = m_rollback->facts();
        QCOMPARE(facts.version, version(1).label());
        QCOMPARE(facts.verdictTitle, u"The rollback is expected to work."_s);
        QCOMPARE(m_rollback->steps()->rowCount(), 1);
        QCOMPARE(m_rollback->steps()->index(0).data(RollbackStepModel::WordsRole).toString(),
            u"Release payments "_s + version(2).label());
        QCOMPARE(m_rollback->way(), RollbackController::RollBack);
        QTRY_COMPARE(m_rollback->changes()->title(), u"1 manifest value changes"_s);
        const QModelIndex change = m_rollback->changes()->values()->index(0, 0);
        QCOMPARE(change.data(ValueChangeModel::BeforeRole).toString(), u"2"_s);
        QCOMPARE(change.data(ValueChangeModel::AfterRole).toString(), u"1"_s);
        QVERIFY(facts.livedText.contains(u"jonas"_s));
        QVERIFY(posts().isEmpty());
    }

    void withoutATargetTheLastGoodReleaseIsTaken()
    {
        open();
        ask({});
        QCOMPARE(m_rollback->facts().version, version(1).label());
        QVERIFY(m_rollback->wayPossible());
    }

    void firstReleaseHasNothingToGoBackTo()
    {
        release(3, u"checkout"_s);
        open();
        ask({}, u"checkout"_s);
        QCOMPARE(m_rollback->phase(), RollbackController::Failed);
        QVERIFY(!m_rollback->problem().isEmpty());
    }

    void confirmedRollbackSendsTheFullHash()
    {
        open();
        ask(m_first);
        QSignalSpy sent(m_rollback.get(), &RollbackController::sent);
        m_rollback->setReason(u" captures are stuck "_s);
        for (const QString &typed : {QString(), u"prod"_s, u"Production"_s, u"payments"_s})
            m_rollback->confirm(typed);
        QCOMPARE(m_rollback->phase(), RollbackController::Choosing);
        m_rollback->confirm(production);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(sent.count(), 1, Patience);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(posts().size(), 1, Patience);
        const test::Request post = posts().first();
        QCOMPARE(post.path(), rollbackPath);
        QCOMPARE(post.query().queryItemValue(u"env"_s), production);
        QCOMPARE(post.query().queryItemValue(u"app"_s), payments);
        QCOMPARE(post.query().queryItemValue(u"sha"_s), m_first);
        const workspace::Request request = m_session->requests().requests().first();
        QCOMPARE(request.reason, u"captures are stuck"_s);
        QCOMPARE(request.artifactId, artifact(1).id);
        QCOMPARE(m_rollback->phase(), RollbackController::Closed);
    }

    void conflictOffersToRedeployInstead()
    {
        release(3, u"checkout"_s); // which wrote the environment's record, too
        open();
        ask(m_first);
        const RollbackFacts facts = m_rollback->facts();
        QCOMPARE(facts.verdictTitle, u"The rollback is expected to fail."_s);
        QCOMPARE(facts.verdictText,
            u"Reverting %1 conflicts in production/release.json, because checkout was released afterwards."_s.arg(
                m_second.first(7)));
        QVERIFY(!facts.rollBackFirst);
        QCOMPARE(facts.rollBackTitle, u"Roll back anyway"_s);
        QCOMPARE(m_rollback->way(), RollbackController::Redeploy);
        QTRY_COMPARE(m_rollback->changes()->values()->count(), 1); // what it would come to is known all the same
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(posts().size(), 1, Patience);
        QCOMPARE(posts().first().path(), releasesPath);
        QVERIFY(posts().first().body.contains(artifact(1).id.toUtf8()));
    }

    void badHashesNeverLeave_data()
    {
        QTest::addColumn<QString>("which");
        for (const char *which : {"short", "upper case", "a name", "of another app", "of another environment",
                 "rolled back", "of no release", "unknown"})
            QTest::newRow(which) << QString::fromLatin1(which);
    }
    /// Of any of these Gimlet makes the loss of the app (contract §6.5).
    void badHashesNeverLeave()
    {
        QFETCH(QString, which);
        const QString other = release(3, u"checkout"_s);
        const QString staging = release(1, payments, u"staging"_s);
        const auto taken = m_repo->writer().writeRollback(GitRepo::layout(production), payments, m_first);
        QVERIFY(taken);
        const QString revert = taken->hash();
        const QHash<QString, QString> targets{{u"short"_s, m_first.first(10)}, {u"upper case"_s, m_first.toUpper()},
            {u"a name"_s, u"main"_s}, {u"of another app"_s, other}, {u"of another environment"_s, staging},
            {u"rolled back"_s, m_second}, {u"of no release"_s, revert}, {u"unknown"_s, QString(40, u'e')}};
        open(); // the API does not say that 2 was rolled back: git does
        ask(targets.value(which));
        m_rollback->setWay(RollbackController::RollBack);
        QVERIFY(!m_rollback->wayPossible());
        m_rollback->confirm(production);
        QVERIFY(m_rollback->phase() != RollbackController::Checking);
        QVERIFY(m_rollback->phase() != RollbackController::Sending);
        QVERIFY(m_session->requests().requests().isEmpty());
        QVERIFY(posts().isEmpty());
    }

    void targetThatIsRolledBackMeanwhileIsNotSent()
    {
        const QString third = release(3);
        open();
        ask(m_second);
        QVERIFY(m_rollback->wayPossible());
        QCOMPARE(m_rollback->way(), RollbackController::RollBack);
        QVERIFY(m_repo->writer().writeRollback(GitRepo::layout(production), payments, m_first));
        m_rollback->confirm(production);
        QTRY_VERIFY_WITH_TIMEOUT(!m_rollback->movedText().isEmpty(), Patience);
        QCOMPARE(m_rollback->phase(), RollbackController::Choosing);
        QVERIFY(!m_rollback->facts().rollBackPossible);
        QVERIFY(posts().isEmpty());
        QVERIFY(!third.isEmpty());
    }

    void movedHeadAsksAgain()
    {
        open();
        ask(m_first);
        QSignalSpy moved(m_rollback.get(), &RollbackController::movedChanged);
        release(3, u"checkout"_s, u"staging"_s);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(moved.count(), 1, Patience);
        QCOMPARE(m_rollback->phase(), RollbackController::Choosing);
        QVERIFY2(m_rollback->movedText().contains(u"still the same"_s), qPrintable(m_rollback->movedText()));
        QVERIFY(posts().isEmpty());
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(posts().size(), 1, Patience);
        QCOMPARE(posts().first().query().queryItemValue(u"sha"_s), m_first);
    }

    void movedHeadThatConflictsChangesTheWay()
    {
        open();
        ask(m_first);
        QCOMPARE(m_rollback->way(), RollbackController::RollBack);
        release(3, u"checkout"_s);
        m_rollback->confirm(production);
        QTRY_VERIFY_WITH_TIMEOUT(!m_rollback->movedText().isEmpty(), Patience);
        QCOMPARE(m_rollback->way(), RollbackController::Redeploy);
        QVERIFY(m_rollback->movedText().contains(u"not what it was"_s));
        QVERIFY(posts().isEmpty());
    }

    void newsUnderTheOpenDialogIsTriedAnew()
    {
        open();
        ask(m_first);
        release(3);
        m_session->gitops().refresh();
        QTRY_COMPARE_WITH_TIMEOUT(m_rollback->steps()->rowCount(), 2, Patience);
        QVERIFY(!m_rollback->movedText().isEmpty());
        QCOMPARE(m_rollback->phase(), RollbackController::Choosing);
    }

    void closedBeforeItWasCheckedIsNotSent()
    {
        open();
        ask(m_first);
        m_rollback->confirm(production);
        QCOMPARE(m_rollback->phase(), RollbackController::Checking);
        m_rollback->close();
        QCOMPARE(m_rollback->phase(), RollbackController::Closed);
        ask(m_first); // takes as long as the check would have
        QVERIFY(m_session->requests().requests().isEmpty());
        QVERIFY(posts().isEmpty());
    }

    void withoutGitOnlyRedeployIsLeft_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("nobody said where it is") << QString();
        QTest::newRow("cannot be reached") << u"/nowhere/gitops.git"_s;
    }
    void withoutGitOnlyRedeployIsLeft()
    {
        QFETCH(QString, url);
        open(url.isEmpty() ? QList<workspace::GitopsSource>() : QList<workspace::GitopsSource>{{.url = url}});
        ask(m_first);
        QVERIFY(!m_rollback->facts().rollBackPossible);
        QVERIFY(!m_rollback->facts().verdictText.isEmpty());
        QCOMPARE(m_rollback->way(), RollbackController::Redeploy);
        QVERIFY(m_rollback->wayPossible());
        QVERIFY(!m_rollback->changes()->note().isEmpty() || m_rollback->changes()->busy());
        m_rollback->setWay(RollbackController::RollBack);
        m_rollback->confirm(production);
        QCOMPARE(m_rollback->phase(), RollbackController::Choosing);
        m_rollback->setWay(RollbackController::Redeploy);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(posts().size(), 1, Patience);
        QCOMPARE(posts().first().path(), releasesPath);
    }

    void lostArtifactTurnsRedeployOff()
    {
        m_gimlet->artifacts({artifact(2)});
        open();
        ask(m_first);
        QVERIFY(!m_rollback->facts().redeployPossible);
        QVERIFY(m_rollback->facts().redeployText.contains(u"does not have its artifact"_s));
        QVERIFY(m_rollback->facts().rollBackPossible);
    }

    void comparisonMakesRoom()
    {
        open();
        ask(m_first);
        QSignalSpy wanted(m_rollback.get(), &RollbackController::comparisonWanted);
        m_rollback->compare();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(m_rollback->phase(), RollbackController::Closed);
    }

    void deleteNeedsTheAppsName()
    {
        open();
        m_deletion->ask(production, payments);
        QCOMPARE(m_deletion->phase(), DeleteController::Confirming);
        QVERIFY2(m_deletion->facts().offReason.isEmpty(), qPrintable(m_deletion->facts().offReason));
        QVERIFY(m_deletion->facts().isProtected);
        QCOMPARE(m_deletion->facts().version, version(2).label());
        QTRY_COMPARE(m_deletion->changes()->title(), u"1 object goes"_s);
        for (const QString &typed : {QString(), production, u"payment"_s, u"Payments"_s, u"payments "_s})
            m_deletion->confirm(typed);
        QCOMPARE(m_deletion->phase(), DeleteController::Confirming);
        QVERIFY(posts().isEmpty());
        m_deletion->setReason(u"moved to the platform team"_s);
        m_deletion->confirm(payments);
        m_deletion->confirm(payments);
        QTRY_COMPARE_WITH_TIMEOUT(posts().size(), 1, Patience);
        QCOMPARE(posts().first().path(), deletePath);
        QCOMPARE(posts().first().query().queryItemValue(u"app"_s), payments);
        QCOMPARE(m_session->requests().requests().first().reason, u"moved to the platform team"_s);
    }

    void deleteOfWhatIsNotThereIsOff()
    {
        open();
        m_deletion->ask(u"staging"_s, u"checkout"_s);
        QCOMPARE(m_deletion->facts().offReason, u"checkout is not in staging."_s);
        m_deletion->confirm(u"checkout"_s);
        QCOMPARE(m_deletion->phase(), DeleteController::Confirming);
        QVERIFY(posts().isEmpty());
    }

    void redeployOfAnOldVersionSaysWhenItWasThere()
    {
        open();
        m_deploy->ask(artifact(1).id, payments, production);
        QTRY_COMPARE_WITH_TIMEOUT(m_deploy->phase(), DeployController::Confirming, Patience);
        QVERIFY(m_deploy->facts().directionText.contains(u"older"_s));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_deploy->facts().earlierText.startsWith(u"It was in production before, from "_s), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_deploy->changes()->title(), u"Manifests at that release: 1 value differs from now"_s, Patience);
    }

    void promotionTellsHowTheEnvironmentsDiffer()
    {
        m_gimlet->environments({u"staging"_s, production});
        release(3, payments, u"staging"_s);
        open();
        m_deploy->promote(payments, u"staging"_s, production);
        QTRY_COMPARE_WITH_TIMEOUT(m_deploy->phase(), DeployController::Confirming, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_deploy->changes()->title(),
            u"Manifests in staging compared with production now: 1 value differs"_s, Patience);
        QCOMPARE(m_deploy->changes()->beforeName(), production);
    }

    void whatCanBeRenderedHereIsComparedAsItWillBe()
    {
        gimlet::Artifact shipped = artifact(4);
        for (gimlet::Manifest &manifest : shipped.environments) {
            manifest.manifests = QString::fromUtf8(files(7).first());
            manifest.manifests.replace(u"replicas: 7"_s, u"replicas: {{ .COUNT }}"_s);
        }
        shipped.vars.insert(u"COUNT"_s, u"9"_s);
        m_gimlet->artifacts({shipped});
        open();
        m_deploy->ask(shipped.id, payments, production);
        QTRY_COMPARE_WITH_TIMEOUT(m_deploy->changes()->title(), u"1 manifest value changes"_s, Patience);
        QCOMPARE(m_deploy->changes()->values()->index(0, 0).data(ValueChangeModel::AfterRole).toString(), u"9"_s);
    }
};

QTEST_GUILESS_MAIN(RollbackTest)
#include "tst_rollback.moc"
