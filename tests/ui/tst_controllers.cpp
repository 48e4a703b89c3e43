#include <client/mutations.h>
#include <service/service.h>
#include <ui/activitycontroller.h>
#include <ui/artifactscontroller.h>
#include <ui/deploycontroller.h>
#include <ui/overviewcontroller.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;
using workspace::Session;

namespace {

constexpr int Patience = 20'000;

} // namespace

/// What QML binds to, over a session with the built-in service. Every model is watched while rows come and go.
class ControllersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<service::Service> m_service;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<client::Client> m_other; ///< somebody else, at another desk
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<OverviewController> m_overview;
    std::unique_ptr<ArtifactsController> m_artifacts;
    std::unique_ptr<ActivityController> m_activity;
    std::unique_ptr<DeployController> m_deploy;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    std::vector<std::unique_ptr<QSignalSpy>> m_resets;
    Task m_task;
    int m_shipped = 0;

    void watch(QAbstractItemModel *model)
    {
        m_testers.push_back(
            std::make_unique<QAbstractItemModelTester>(model, QAbstractItemModelTester::FailureReportingMode::QtTest));
        m_resets.push_back(std::make_unique<QSignalSpy>(model, &QAbstractItemModel::modelReset));
    }

    /// Ships an artifact as CI does. Returns its id.
    QString ship(const QString &app, const QString &repository = u"acme/shop"_s,
        const QStringList &environments = {u"staging"_s, u"production"_s})
    {
        gimlet::Artifact artifact;
        gimlet::Version &version = artifact.version;
        version.repositoryName = repository;
        version.sha = u"%1"_s.arg(++m_shipped, 40, 16, QChar(u'0'));
        version.sha.replace(0, 6, u"%1"_s.arg(0xabc000 + m_shipped, 6, 16));
        version.branch = u"main"_s;
        version.message = u"Change %1"_s.arg(m_shipped);
        version.authorName = u"Marta"_s;
        version.created = m_clock.now();
        for (const QString &environment : environments) {
            gimlet::Manifest manifest;
            manifest.app = app;
            manifest.env = environment;
            manifest.namespaceName = u"default"_s;
            manifest.manifests =
                u"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %1\ndata:\n  sha: \"{{ .SHA }}\"\n"_s.arg(app);
            artifact.environments << manifest;
        }
        artifact.vars = {{u"SHA"_s, version.sha}, {u"API_TOKEN"_s, u"hunter2"_s}};
        QString id;
        bool answered = false;
        client::PostArtifact post{artifact};
        m_task = m_other->send(post, {}, [&](const client::Outcome<gimlet::Artifact> &outcome) {
            answered = true;
            if (const auto *accepted = std::get_if<client::Accepted<gimlet::Artifact>>(&outcome))
                id = accepted->reply.id;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, Patience); }();
        return id;
    }

    /// Somebody else deploys.
    void release(const QString &artifactId, const QString &app, const QString &environment)
    {
        bool accepted = false;
        client::PostRelease post;
        post.request.env = environment;
        post.request.app = app;
        post.request.artifactId = artifactId;
        m_task = m_other->send(post, {}, [&](const client::Outcome<client::QueuedEvent> &outcome) {
            accepted = std::holds_alternative<client::Accepted<client::QueuedEvent>>(outcome);
        });
        QTRY_VERIFY_WITH_TIMEOUT(accepted, Patience);
    }

    bool isThere(const QString &artifactId, const QString &app, const QString &environment) const
    {
        const workspace::BoardCell *cell = m_session->board()->cell(app, environment);
        return cell && cell->release.artifactId == artifactId;
    }

    QString releaseAndWait(const QString &app, const QString &environment, const QString &repository = u"acme/shop"_s)
    {
        const QString id = ship(app, repository);
        release(id, app, environment);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isThere(id, app, environment), Patience); }();
        return id;
    }

    qsizetype requestsFor(const QString &app) const
    {
        return std::ranges::count(m_session->requests().requests(), app, &workspace::Request::app);
    }

    void askToDeploy(const QString &artifactId, const QString &app, const QString &environment)
    {
        m_deploy->ask(artifactId, app, environment);
        QTRY_COMPARE_WITH_TIMEOUT(m_deploy->phase(), DeployController::Confirming, Patience);
        QTRY_VERIFY2(m_deploy->facts().offReason.isEmpty(), qPrintable(m_deploy->facts().offReason));
    }

    QString knownArtifact(const QString &app)
    {
        const QString id = ship(app);
        m_session->refresh();
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_session->recentArtifacts(),
                                         [&](const auto &artifact) { return artifact.id == id; }),
                Patience);
        }();
        return id;
    }

private Q_SLOTS:
    void initTestCase()
    {
        service::Options options;
        options.dataFolder = m_folder.filePath(u"service"_s);
        options.environments = {u"staging"_s, u"production"_s};
        auto started = service::Service::start(options);
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
        m_service = std::move(*started);
        const auto token = m_service->mintToken(service::Service::adminLogin());
        const auto others = m_service->mintToken(u"jonas"_s);
        QVERIFY(token && others);
        m_other = std::make_unique<client::Client>(client::Connection{m_service->url(), *others});

        Session::Options session;
        session.profile.id = u"test"_s;
        session.profile.name = u"Test"_s;
        session.profile.server = m_service->url();
        session.token = *token;
        session.dataFolder = m_folder.filePath(u"workspace"_s);
        session.clock = &m_clock;
        QVERIFY(QDir().mkpath(session.dataFolder));
        m_session = std::make_unique<Session>(session);
        m_ticker = std::make_unique<Ticker>();
        m_overview = std::make_unique<OverviewController>(*m_session, *m_ticker);
        m_artifacts = std::make_unique<ArtifactsController>(*m_session, *m_ticker);
        m_activity = std::make_unique<ActivityController>(*m_session, *m_ticker);
        m_deploy = std::make_unique<DeployController>(*m_session);
        watch(m_overview->model());
        watch(m_overview->environments());
        watch(m_overview->detail()->ahead());
        watch(m_overview->detail()->history());
        watch(m_activity->model());
        watch(m_artifacts->detail()->targets());
        watch(m_deploy->goingOut());
        watch(m_deploy->takenBack());
        watch(m_deploy->leftOut());
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
            m_artifacts->model(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        m_session->start();
    }

    void emptyServerSaysSoAndNotThatItLoads()
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_overview->status(), OverviewController::Empty, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_artifacts->status(), ArtifactsController::Empty, Patience);
        QCOMPARE(m_overview->allCount(), 0);
        QVERIFY(!m_overview->filterHidesAll());
    }

    void rowsAppearAsAppsAreReleased()
    {
        releaseAndWait(u"catalog"_s, u"staging"_s);
        releaseAndWait(u"payments"_s, u"staging"_s, u"acme/payments"_s);
        releaseAndWait(u"storefront"_s, u"staging"_s);
        QCOMPARE(m_overview->status(), OverviewController::Ready);
        QTRY_COMPARE(m_overview->allCount(), 3);
        // payments alone, then the head of acme/shop with its two.
        QCOMPARE(m_overview->model()->rowCount(), 4);
        QVERIFY(m_overview->model()->isGroup(1));
        m_session->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(m_artifacts->model()->rowCount(), 3, Patience);
        QTRY_VERIFY(m_activity->allCount() >= 3);
    }

    void selectionStaysOnItsAppWhileRowsCome()
    {
        m_overview->selectByName(u"storefront"_s, u"production"_s);
        const int before = m_overview->currentRow();
        QSignalSpy selection(m_overview.get(), &OverviewController::selectionChanged);
        releaseAndWait(u"admin"_s, u"staging"_s, u"acme/admin"_s); // sorted before it
        QTRY_COMPARE(m_overview->currentRow(), before + 1);
        QVERIFY(selection.count() > 0);
        QCOMPARE(m_overview->selectedApp(), u"storefront"_s);
        QCOMPARE(m_overview->selectedEnvironment(), u"production"_s);
        QCOMPARE(m_overview->currentColumn(), 2);
        QCOMPARE(m_overview->detail()->facts().app, u"storefront"_s);
    }

    void selectionSurvivesBeingFilteredAway()
    {
        m_overview->selectByName(u"storefront"_s, u"staging"_s);
        m_overview->setFilterText(u"payments"_s);
        QCOMPARE(m_overview->model()->rowCount(), 1);
        QCOMPARE(m_overview->currentRow(), -1);
        QVERIFY(m_overview->hasSelection());
        m_overview->setFilterText(u"nothing is called this"_s);
        QVERIFY(m_overview->filterHidesAll());
        m_overview->clearFilters();
        QVERIFY(m_overview->currentRow() >= 0);
        QCOMPARE(m_overview->selectedApp(), u"storefront"_s);
    }

    void arrowsStepOverGroupHeads()
    {
        m_overview->clearSelection();
        QVERIFY(!m_overview->hasSelection());
        m_overview->moveSelection(1, 0);
        QCOMPARE(m_overview->selectedApp(), u"admin"_s); // the first, when none was
        QStringList down{m_overview->selectedApp()};
        for (int i = 0; i < 10; ++i) {
            m_overview->moveSelection(1, 0);
            QVERIFY(!m_overview->model()->isGroup(m_overview->currentRow()));
            if (down.last() != m_overview->selectedApp())
                down << m_overview->selectedApp();
        }
        QCOMPARE(down, QStringList({u"admin"_s, u"payments"_s, u"catalog"_s, u"storefront"_s}));
        for (int i = 0; i < 10; ++i)
            m_overview->moveSelection(-1, 0);
        QCOMPARE(m_overview->selectedApp(), u"admin"_s);
        m_overview->moveSelection(0, 1);
        QCOMPARE(m_overview->selectedEnvironment(), u"production"_s);
        m_overview->moveSelection(0, 1);
        QCOMPARE(m_overview->selectedEnvironment(), u"production"_s);
        m_overview->moveSelection(0, -9);
        QCOMPARE(m_overview->selectedEnvironment(), u"staging"_s);
    }

    void groupHeadCannotBeChosen()
    {
        m_overview->clearSelection();
        for (int row = 0; row < m_overview->model()->rowCount(); ++row) {
            if (m_overview->model()->isGroup(row))
                m_overview->select(row, 1);
        }
        m_overview->select(-1, 1);
        m_overview->select(0, 0);
        m_overview->select(0, 99);
        QVERIFY(!m_overview->hasSelection());
    }

    void chosenArtifactStaysChosenWhileOthersArrive()
    {
        m_artifacts->select(0);
        const QString chosen = m_artifacts->detail()->facts().artifactId;
        knownArtifact(u"catalog"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_artifacts->currentRow(), 1, Patience);
        QCOMPARE(m_artifacts->detail()->facts().artifactId, chosen);
        QVERIFY(m_artifacts->detail()->targets()->count() > 0);
        QCOMPARE(m_artifacts->detail()->variables()->maskedCount(), 1);
    }

    void askingSendsNothing()
    {
        const QString id = knownArtifact(u"asked"_s);
        askToDeploy(id, u"asked"_s, u"staging"_s);
        m_deploy->close();
        QCOMPARE(m_deploy->phase(), DeployController::Closed);
        m_deploy->confirm({});
        QCOMPARE(requestsFor(u"asked"_s), 0);
    }

    void confirmingTwiceSendsOnce()
    {
        const QString id = knownArtifact(u"twice"_s);
        QSignalSpy sent(m_deploy.get(), &DeployController::sent);
        askToDeploy(id, u"twice"_s, u"staging"_s);
        m_deploy->confirm({});
        m_deploy->confirm({});
        QCOMPARE(m_deploy->phase(), DeployController::Sending);
        QTRY_COMPARE_WITH_TIMEOUT(sent.count(), 1, Patience);
        m_deploy->confirm({});
        QTRY_VERIFY_WITH_TIMEOUT(isThere(id, u"twice"_s, u"staging"_s), Patience);
        QCOMPARE(requestsFor(u"twice"_s), 1);
        QCOMPARE(sent.count(), 1);
    }

    void protectedNameIsAskedForBeneathTheDialogToo()
    {
        const QString id = knownArtifact(u"guarded"_s);
        QSignalSpy sent(m_deploy.get(), &DeployController::sent);
        askToDeploy(id, u"guarded"_s, u"production"_s);
        QVERIFY(m_deploy->facts().isProtected);
        for (const QString &typed : {QString(), u"prod"_s, u"Production"_s, u"production "_s, u"staging"_s}) {
            m_deploy->confirm(typed);
            QCOMPARE(m_deploy->phase(), DeployController::Confirming);
        }
        QCOMPARE(requestsFor(u"guarded"_s), 0);
        m_deploy->confirm(u"production"_s);
        QTRY_COMPARE_WITH_TIMEOUT(sent.count(), 1, Patience);
        QCOMPARE(requestsFor(u"guarded"_s), 1);
    }

    void environmentThatMovedUnderTheDialogAsksAgain()
    {
        const QString mine = releaseAndWait(u"contested"_s, u"staging"_s);
        askToDeploy(mine, u"contested"_s, u"production"_s);
        QCOMPARE(m_deploy->movedText(), QString());
        QSignalSpy moved(m_deploy.get(), &DeployController::movedChanged);
        const QString theirs = ship(u"contested"_s);
        release(theirs, u"contested"_s, u"production"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_deploy->movedText().isEmpty(), Patience);
        QCOMPARE(moved.count(), 1);
        QVERIFY2(m_deploy->movedText().startsWith(u"production now has "), qPrintable(m_deploy->movedText()));
        QCOMPARE(m_deploy->phase(), DeployController::Confirming);
        QCOMPARE(requestsFor(u"contested"_s), 0);
        m_deploy->close();
    }

    void artifactThatIsGoneFailsWithASentence()
    {
        m_deploy->ask(u"acme/none-1"_s, u"catalog"_s, u"staging"_s);
        QTRY_COMPARE(m_deploy->phase(), DeployController::Failed);
        QVERIFY(!m_deploy->problem().isEmpty());
        m_deploy->close();
    }

    void filteredActivityTellsWhenItHidesAll()
    {
        QTRY_VERIFY(m_activity->mineCount() > 0);
        m_activity->setShow(ActivityController::ShowMine);
        QVERIFY(m_activity->model()->rowCount() > 0);
        m_activity->setFilterText(u"nothing is called this"_s);
        QVERIFY(m_activity->filterHidesAll());
        m_activity->clearFilters();
        QVERIFY(!m_activity->filterHidesAll());
        m_activity->model()->refreshAges(false);
    }

    void agesGrowWithoutMovingRows()
    {
        QSignalSpy inserted(m_overview->model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(m_overview->model(), &QAbstractItemModel::dataChanged);
        Q_EMIT m_ticker->quarterMinute();
        QVERIFY(changed.count() > 0);
        QCOMPARE(inserted.count(), 0);
    }

    void nothingWasReset()
    {
        for (const auto &reset : m_resets)
            QCOMPARE(reset->count(), 0);
    }

    void lostServerKeepsTheBoardAndTurnsDeployOff()
    {
        const QDateTime asOf = m_session->boardAsOf();
        const int rows = m_overview->model()->rowCount();
        const QString id = m_session->recentArtifacts().first().id;
        const QString app = m_session->recentArtifacts().first().environments.first().app;
        m_service.reset();
        m_session->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().state, workspace::ConnectionStatus::State::Offline, Patience);
        QCOMPARE(m_overview->status(), OverviewController::Ready);
        QCOMPARE(m_overview->model()->rowCount(), rows);
        QCOMPARE(m_session->boardAsOf(), asOf);
        QVERIFY(!m_overview->errorText().isEmpty());
        m_deploy->ask(id, app, u"staging"_s);
        QTRY_COMPARE(m_deploy->phase(), DeployController::Confirming);
        QCOMPARE(m_deploy->facts().offReason, u"Deploy is off while offline."_s);
        m_deploy->confirm({});
        QCOMPARE(m_deploy->phase(), DeployController::Confirming);
    }

    void cleanupTestCase()
    {
        m_deploy.reset();
        m_activity.reset();
        m_artifacts.reset();
        m_overview.reset();
        m_session.reset();
        m_other.reset();
    }
};

QTEST_MAIN(ControllersTest)
#include "tst_controllers.moc"
