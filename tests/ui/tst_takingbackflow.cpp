#include <client/mutations.h>
#include <service/service.h>
#include <ui/deletecontroller.h>
#include <ui/rollbackcontroller.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coupe;
using namespace coupe::ui;
using namespace Qt::StringLiterals;
using workspace::ReleaseState;
using workspace::RequestState;
using workspace::Session;

namespace {

constexpr int Patience = 30'000;

const auto payments = u"payments"_s;
const auto production = u"production"_s;

} // namespace

/// From the dialog to the commit in git and back to the board: a session with the built-in service, nothing in between
/// made up.
class TakingBackFlowTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<service::Service> m_service;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<client::Client> m_other;
    std::unique_ptr<RollbackController> m_rollback;
    std::unique_ptr<DeleteController> m_deletion;
    Task m_task;
    int m_shipped = 0;
    QString m_first;
    QString m_second;

    template <typename M> std::optional<typename M::Reply> send(const M &mutation)
    {
        std::optional<typename M::Reply> reply;
        bool answered = false;
        m_task = m_other->send(mutation, {}, [&](const client::Outcome<typename M::Reply> &outcome) {
            answered = true;
            if (const auto *accepted = std::get_if<client::Accepted<typename M::Reply>>(&outcome))
                reply = accepted->reply;
        });
        if (!QTest::qWaitFor([&] { return answered; }, Patience))
            return {};
        return reply;
    }

    /// Ships a version as CI does, and has somebody else deploy it. The artifact's id.
    QString release(const QString &app)
    {
        gimlet::Artifact artifact;
        artifact.version.repositoryName = u"acme/"_s + app;
        artifact.version.sha = QString(40, QChar(u'a' + ++m_shipped));
        artifact.version.branch = u"main"_s;
        artifact.version.message = u"Change %1"_s.arg(m_shipped);
        artifact.version.created = m_clock.now();
        gimlet::Manifest manifest;
        manifest.app = app;
        manifest.env = production;
        manifest.manifests =
            u"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %1\ndata:\n  sha: \"{{ .SHA }}\"\n"_s.arg(app);
        artifact.environments << manifest;
        artifact.vars = {{u"SHA"_s, artifact.version.sha}};
        const auto stored = send(client::PostArtifact{artifact});
        client::PostRelease post;
        post.request = {production, app, stored ? stored->id : QString(), {}};
        if (!send(post))
            return {};
        m_session->refresh();
        const bool there = QTest::qWaitFor([&] { return isWanted(stored->id, app); }, Patience);
        return there ? stored->id : QString();
    }

    const workspace::BoardCell *cell(const QString &app = payments) const
    {
        return m_session->board()->cell(app, production);
    }
    bool isWanted(const QString &artifact, const QString &app = payments) const
    {
        return cell(app) && cell(app)->release.artifactId == artifact;
    }

    const workspace::Request &request() const { return m_session->requests().requests().first(); }

    void ask(const QString &target)
    {
        m_rollback->ask(production, payments, target);
        QTRY_COMPARE_WITH_TIMEOUT(m_rollback->phase(), RollbackController::Choosing, Patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        service::Options options;
        options.dataFolder = m_folder.filePath(u"service"_s);
        options.environments = {production};
        auto started = service::Service::start(options);
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
        m_service = std::move(*started);
        const auto token = m_service->mintToken(service::Service::adminLogin());
        const auto others = m_service->mintToken(u"jonas"_s);
        QVERIFY(token && others);
        m_other = std::make_unique<client::Client>(client::Connection{m_service->url(), *others});

        Session::Options session;
        session.profile.id = u"test"_s;
        session.profile.server = m_service->url();
        session.profile.gitops = {{.url = m_service->gitopsRepoPath()}};
        session.token = *token;
        session.dataFolder = m_folder.filePath(u"workspace"_s);
        session.clock = &m_clock;
        QVERIFY(QDir().mkpath(session.dataFolder));
        m_session = std::make_unique<Session>(session);
        m_rollback = std::make_unique<RollbackController>(*m_session);
        m_deletion = std::make_unique<DeleteController>(*m_session);
        m_session->start();
        m_first = release(payments);
        m_second = release(payments);
        QVERIFY(!m_first.isEmpty() && !m_second.isEmpty());
        QVERIFY(!release(u"checkout"_s).isEmpty()); // in between: a Gimlet's rollback would conflict
    }

    void rollbackEndsInGitAndOnTheBoard()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_session->capabilities().offers(client::Feature::ScopedRollback), Patience);
        ask({});
        QCOMPARE(m_rollback->facts().verdictTitle, u"The rollback works."_s);
        QCOMPARE(m_rollback->way(), RollbackController::RollBack);
        QTRY_COMPARE_WITH_TIMEOUT(m_rollback->changes()->title(), u"1 manifest value changes"_s, Patience);
        QSignalSpy sent(m_rollback.get(), &RollbackController::sent);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(sent.count(), 1, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(request().state, RequestState::Written, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(request().message,
            u"Checked in the API and in git: production wants %1 again."_s.arg(request().label), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(isWanted(m_first), Patience);
        QVERIFY(!request().gitopsHash.isEmpty());
    }

    void whatWasRolledBackCannotBeGoneBackTo()
    {
        QString taken;
        for (const workspace::PastRelease &past : cell()->history) {
            if (past.release.rolledBack)
                taken = past.release.gitopsRef;
        }
        QVERIFY(!taken.isEmpty());
        ask(taken);
        QCOMPARE(m_rollback->facts().verdictTitle, u"This release cannot be rolled back to."_s);
        QVERIFY(!m_rollback->facts().rollBackPossible);
        QCOMPARE(m_rollback->way(), RollbackController::Redeploy);
        m_rollback->confirm(production);
        QTRY_VERIFY_WITH_TIMEOUT(isWanted(m_second), Patience);
        QCOMPARE(request().kind, workspace::RequestKind::Deploy);
    }

    void deletedAppComesBackByARollback()
    {
        const QString standing = cell()->release.gitopsRef;
        m_deletion->ask(production, payments);
        QTRY_COMPARE_WITH_TIMEOUT(m_deletion->facts().offReason, QString(), Patience); // the last request is written
        m_deletion->confirm(payments);
        QTRY_COMPARE_WITH_TIMEOUT(request().kind, workspace::RequestKind::Delete, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(request().state, RequestState::Written, Patience);
        m_session->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!isWanted(m_second), Patience);

        ask(standing);
        QCOMPARE(m_rollback->facts().verdictTitle, u"The rollback works."_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_rollback->offReason(), QString(), Patience);
        m_rollback->confirm(production);
        QTRY_COMPARE_WITH_TIMEOUT(request().kind, workspace::RequestKind::Rollback, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(isWanted(m_second), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(request().message.startsWith(u"Checked"_s), Patience);
    }

    void cleanupTestCase()
    {
        m_rollback.reset();
        m_deletion.reset();
        m_session.reset();
        m_other.reset();
    }
};

QTEST_GUILESS_MAIN(TakingBackFlowTest)
#include "tst_takingbackflow.moc"
