#include "samples.h"

#include <client/mutations.h>
#include <service/service.h>
#include <workspace/session.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;

/// One release from CI's artifact to Live on the board, and back again, against the built-in service.
class DeployFlowTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<service::Service> m_service;
    std::unique_ptr<Session> m_session;

    void open()
    {
        m_session.reset();
        Session::Options options;
        options.profile.id = u"builtin"_s;
        options.profile.server = m_service->url();
        options.token = m_service->mintToken(service::Service::adminLogin()).value();
        options.dataFolder = m_folder.filePath(u"data"_s);
        m_session = std::make_unique<Session>(options);
        m_session->start();
    }

    template <client::Mutation M> Result<typename M::Reply> send(const M &mutation)
    {
        std::optional<Result<typename M::Reply>> result;
        const QByteArray key = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        const Task task = m_session->client().send(mutation, key, [&](client::Outcome<typename M::Reply> outcome) {
            if (auto *accepted = std::get_if<client::Accepted<typename M::Reply>>(&outcome))
                result = std::move(accepted->reply);
            else
                result = failure(ErrorKind::Unknown, u"not accepted"_s);
        });
        if (!QTest::qWaitFor([&] { return result.has_value(); }))
            return failure(ErrorKind::Timeout, u"no answer"_s);
        return *result;
    }

    Result<gimlet::Artifact> ship(int number)
    {
        client::PostArtifact mutation;
        mutation.artifact = artifact(number);
        for (gimlet::Manifest &manifest : mutation.artifact.environments) {
            manifest.namespaceName = u"default"_s;
            manifest.manifests =
                u"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: payments\ndata:\n  version: \"%1\"\n"_s.arg(
                    number);
        }
        return send(mutation);
    }

    Result<client::Noted> flux(const QString &hash, const QString &reason)
    {
        client::PostFluxEvent mutation;
        mutation.env = u"production"_s;
        mutation.event.kind = u"Kustomization"_s;
        mutation.event.timestamp = QDateTime::currentDateTimeUtc();
        mutation.event.reason = reason;
        mutation.event.revision = u"main@sha1:"_s + hash;
        return send(mutation);
    }

private Q_SLOTS:
    void initTestCase()
    {
        service::Options options;
        options.dataFolder = m_folder.filePath(u"service"_s);
        auto service = service::Service::start(options);
        QVERIFY2(service, service ? "" : qPrintable(service.error().message));
        m_service = std::move(*service);
    }

    void cleanupTestCase()
    {
        m_session.reset();
        m_service.reset();
    }

    void artifactBecomesLive()
    {
        open();
        QTRY_VERIFY(m_session->hasBoard());
        QCOMPARE(m_session->boardError(), Error());
        QTRY_VERIFY(m_session->connection().live);
        const auto shipped = ship(1);
        QVERIFY2(shipped, shipped ? "" : qPrintable(shipped.error().message));

        QSignalSpy ended(&m_session->requests(), &RequestTracker::requestEnded);
        const Task task =
            m_session->requests().deploy({u"production"_s, u"payments"_s, shipped->id, shipped->version.label()}, {});
        QTRY_VERIFY(!m_session->requests().requests().isEmpty());
        const auto request = [&]() -> const Request & { return m_session->requests().requests().constFirst(); };
        QTRY_COMPARE(request().state, RequestState::Written);
        QVERIFY2(flux(request().gitopsHash, u"ReconciliationSucceeded"_s), "the service refused the Flux event");
        QTRY_COMPARE(request().state, RequestState::Applied);
        QCOMPARE(ended.count(), 1);

        const auto cell = [&] { return m_session->board()->cell(u"payments"_s, u"production"_s); };
        QTRY_VERIFY(cell() && cell()->state == ReleaseState::Live);
        QCOMPARE(cell()->release.gitopsRef, request().gitopsHash);
        QCOMPARE(cell()->release.triggeredBy, m_session->login());
    }

    void sameVersionAgainIsNoChange()
    {
        const QString artifactId = m_session->requests().requests().constFirst().artifactId;
        const Task task = m_session->requests().deploy({u"production"_s, u"payments"_s, artifactId, {}}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 2);
        QTRY_COMPARE(m_session->requests().requests().constFirst().state, RequestState::NoChange);
        QVERIFY(m_session->requests().requests().constFirst().serverWords.startsWith(u"No changes made"));
    }

    void nothingThatMatchesIsSaid()
    {
        const QString artifactId = m_session->requests().requests().constFirst().artifactId;
        const Task task = m_session->requests().deploy({u"production"_s, u"ledger"_s, artifactId, {}}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 3);
        QTRY_COMPARE(m_session->requests().requests().constFirst().state, RequestState::NoChange);
        QVERIFY(m_session->requests().requests().constFirst().message.contains(u"ledger"_s));
    }

    void unknownArtifactIsRefused()
    {
        const Task task = m_session->requests().deploy({u"production"_s, u"payments"_s, u"acme/none"_s, {}}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 4);
        QTRY_COMPARE(m_session->requests().requests().constFirst().state, RequestState::Refused);
    }

    void rollbackBringsTheEarlierVersionBack()
    {
        const auto request = [&]() -> const Request & { return m_session->requests().requests().constFirst(); };
        const auto cell = [&] { return m_session->board()->cell(u"payments"_s, u"production"_s); };
        QTRY_VERIFY(cell());
        const QString first = cell()->release.gitopsRef;
        const QString firstArtifact = cell()->release.artifactId;
        const auto shipped = ship(2);
        QVERIFY(shipped);
        Task task = m_session->requests().deploy({u"production"_s, u"payments"_s, shipped->id, {}}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 5);
        QTRY_COMPARE(request().state, RequestState::Written);
        const QString second = request().gitopsHash;

        RollbackOrder order{u"production"_s, u"payments"_s, first};
        order.artifactId = firstArtifact;
        task = m_session->requests().rollBack(order, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 6);
        QTRY_COMPARE(request().state, RequestState::Written);
        QVERIFY(flux(request().gitopsHash, u"ReconciliationSucceeded"_s));
        QTRY_COMPARE(request().state, RequestState::Applied);
        QTRY_COMPARE(cell()->release.artifactId, firstArtifact);

        // What was taken back is no place to return to.
        QTRY_VERIFY(std::ranges::any_of(m_session->releases().value(u"production"_s),
            [&](const gimlet::Release &release) { return release.gitopsRef == second && release.rolledBack; }));
        std::optional<Result<QString>> armed;
        task = m_session->requests().rollBack(
            {u"production"_s, u"payments"_s, second}, [&](Result<QString> result) { armed = std::move(result); });
        QTRY_VERIFY(armed);
        QCOMPARE(armed->error().kind, ErrorKind::Invalid);
        QCOMPARE(m_session->requests().requests().size(), 6);
    }

    void deletedAppIsGone()
    {
        const auto request = [&]() -> const Request & { return m_session->requests().requests().constFirst(); };
        const Task task = m_session->requests().remove({u"production"_s, u"payments"_s}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 7);
        QTRY_COMPARE(request().state, RequestState::Written);
        QTRY_VERIFY(!request().gitopsHash.isEmpty());
        QVERIFY(flux(request().gitopsHash, u"ReconciliationSucceeded"_s));
        QTRY_COMPARE_WITH_TIMEOUT(request().state, RequestState::Applied, 30'000);

        const Task again = m_session->requests().remove({u"production"_s, u"payments"_s}, {});
        QTRY_COMPARE(m_session->requests().requests().size(), 8);
        QTRY_COMPARE(request().state, RequestState::Refused);
        QVERIFY(request().serverWords.contains(u"no app called payments"_s));
    }

    void firstBoardComesFast()
    {
        m_session.reset();
        QDir(m_folder.filePath(u"data"_s)).removeRecursively();
        QElapsedTimer timer;
        timer.start();
        open();
        qint64 took = -1;
        connect(m_session.get(), &Session::boardChanged, this, [&] {
            if (took < 0)
                took = timer.elapsed();
        });
        QTRY_VERIFY(took >= 0);
        qInfo("first board of a new profile after %lld ms", took);
        QTRY_VERIFY(!m_session->login().isEmpty());
        m_session.reset();
        took = -1;
        timer.restart();
        open();
        connect(m_session.get(), &Session::boardChanged, this, [&] {
            if (took < 0)
                took = timer.elapsed();
        });
        QTRY_VERIFY(took >= 0);
        qInfo("first board of a remembered profile after %lld ms", took);
    }
};

QTEST_GUILESS_MAIN(DeployFlowTest)
#include "tst_deployflow.moc"
