#include "samples.h"

#include <workspace/board.h>

#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;

/// What the board says of what the API said.
class BoardTest : public QObject
{
    Q_OBJECT

    static BoardInput input(const QStringList &environments = {u"staging"_s, u"production"_s})
    {
        BoardInput input;
        for (const QString &name : environments)
            input.environments.append({.name = name, .infraRepo = {}, .appsRepo = {}});
        input.now = now;
        return input;
    }

    /// Puts @p releases, newest first, into an environment; the first that stands is wanted.
    static void put(BoardInput &input, const QString &environment, const QList<gimlet::Release> &releases)
    {
        input.releases[environment] += releases;
        for (const gimlet::Release &release : releases) {
            if (!release.rolledBack && !input.status[environment].contains(release.app))
                input.status[environment].insert(release.app, wanted(release));
        }
    }

private Q_SLOTS:
    void stateFollowsProductTable_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("secondsAgo");
        QTest::addColumn<ReleaseState>("state");
        QTest::newRow("live") << u"ReconciliationSucceeded"_s << 10 << ReleaseState::Live;
        QTest::newRow("live for long") << u"ReconciliationSucceeded"_s << 100000 << ReleaseState::Live;
        QTest::newRow("progressing") << u"Progressing"_s << 299 << ReleaseState::Applying;
        QTest::newRow("dependency") << u"DependencyNotReady"_s << 20 << ReleaseState::Applying;
        QTest::newRow("not reconciled yet") << u"NotReconciled"_s << 299 << ReleaseState::Applying;
        QTest::newRow("not reconciled for five minutes") << u"NotReconciled"_s << 300 << ReleaseState::Stalled;
        QTest::newRow("progressing for five minutes") << u"Progressing"_s << 300 << ReleaseState::Stalled;
        QTest::newRow("dependency for long") << u"DependencyNotReady"_s << 3600 << ReleaseState::Stalled;
        QTest::newRow("server's clock ahead") << u"Progressing"_s << -400 << ReleaseState::Applying;
        QTest::newRow("reconciliation failed") << u"ReconciliationFailed"_s << 10 << ReleaseState::Failed;
        QTest::newRow("validation failed") << u"ValidationFailed"_s << 10 << ReleaseState::Failed;
        QTest::newRow("health check failed") << u"HealthCheckFailed"_s << 10 << ReleaseState::Failed;
        QTest::newRow("never heard of") << u"SomethingNew"_s << 10 << ReleaseState::Unknown;
        QTest::newRow("empty") << QString() << 10 << ReleaseState::Unknown;
    }
    void stateFollowsProductTable()
    {
        QFETCH(QString, status);
        QFETCH(int, secondsAgo);
        QFETCH(ReleaseState, state);
        QCOMPARE(stateOf(status, now.addSecs(-secondsAgo), now), state);

        BoardInput in = input();
        gimlet::Release release = samples::release(3, u"staging"_s, 0, status);
        release.created = release.gitopsCommitCreated = now.addSecs(-secondsAgo);
        put(in, u"staging"_s, {release});
        const Board board = makeBoard(in);
        QCOMPARE(board.rows.size(), 1);
        QCOMPARE(board.cell(u"payments"_s, u"staging"_s)->state, state);
        QCOMPARE(board.cell(u"payments"_s, u"staging"_s)->release.gitopsCommitStatus, status);
        QCOMPARE(board.environments[0].counts.value(state), 1);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Unknown); // nobody said a word of it
    }

    void statusIsJoinedWithTheReleaseOfItsArtifact()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20), release(1, u"staging"_s, 60)});
        in.status[u"staging"_s][u"payments"_s] = wanted(release(1, u"staging"_s, 60));
        in.status[u"production"_s] = {};
        const Board board = makeBoard(in);
        const BoardCell *cell = board.cell(u"payments"_s, u"staging"_s);
        QCOMPARE(cell->release.gitopsRef, release(1, u"staging"_s, 60).gitopsRef);
        QCOMPARE(cell->since, minutesAgo(60));
        QCOMPARE(cell->history.size(), 2);
        QCOMPARE(cell->rolledBackFrom, QString());
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Absent);
        QVERIFY(!board.cell(u"payments"_s, u"nowhere"_s));
        QVERIFY(!board.cell(u"nothing"_s, u"staging"_s));
    }

    void unmatchedStatusIsUnknownNotLive()
    {
        BoardInput in = input();
        in.status[u"staging"_s][u"payments"_s] = wanted(release(1, u"staging"_s, 60));
        in.releases[u"staging"_s] = {};
        const Board board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"staging"_s)->state, ReleaseState::Unknown);
        QCOMPARE(board.cell(u"payments"_s, u"staging"_s)->label(), hashOf(1).left(7));
        QVERIFY(!board.cell(u"payments"_s, u"staging"_s)->since.isValid());
    }

    void releasesOfAnotherEnvironmentAreDropped()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20)});
        in.releases[u"staging"_s].prepend(release(9, u"production"_s, 1, u"Progressing"_s, u"ledger"_s));
        const Board board = makeBoard(in);
        QCOMPARE(board.rows.size(), 1);
        QCOMPARE(board.rows[0].app, u"payments"_s);
    }

    void copiedFolderIsUnknown()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20)});
        in.status[u"production"_s][u"payments"_s] = wanted(release(2, u"production"_s, 1, {}, u"ledger"_s));
        const Board board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Unknown);
    }

    void nullStatusMakesNoAppAndIsUnknownForOne()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20)});
        in.status[u"staging"_s].insert(u"infra"_s, std::nullopt);
        in.status[u"production"_s].insert(u"payments"_s, std::nullopt);
        const Board board = makeBoard(in);
        QCOMPARE(board.rows.size(), 1);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Unknown);
    }

    void deletedAppKeepsItsHistory()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20)});
        put(in, u"production"_s, {release(1, u"production"_s, 50)});
        in.status[u"production"_s].clear();
        const Board board = makeBoard(in);
        const BoardCell *cell = board.cell(u"payments"_s, u"production"_s);
        QCOMPARE(cell->state, ReleaseState::Deleted);
        QCOMPARE(cell->history.size(), 1);
        QVERIFY(!cell->behind);
    }

    void appThatIsNowhereHasNoRow()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(2, u"staging"_s, 20)});
        in.status[u"staging"_s].clear();
        in.status[u"production"_s] = {};
        QVERIFY(makeBoard(in).rows.isEmpty());
    }

    void rollbackIsToldUntilTheNextRelease()
    {
        BoardInput in = input();
        put(in, u"production"_s,
            {rolledBack(release(4, u"production"_s, 10, u"HealthCheckFailed"_s)),
                rolledBack(release(3, u"production"_s, 30)), release(2, u"production"_s, 90),
                release(1, u"production"_s, 200)});
        Board board = makeBoard(in);
        const BoardCell *cell = board.cell(u"payments"_s, u"production"_s);
        QCOMPARE(cell->state, ReleaseState::RolledBack);
        QCOMPARE(cell->rolledBackFrom, hashOf(4).left(7));
        QCOMPARE(cell->label(), hashOf(2).left(7));
        QVERIFY(!cell->since.isValid()); // nobody said when the rollback was
        QCOMPARE(cell->history[0].state, ReleaseState::RolledBack);
        QCOMPARE(cell->history[1].state, ReleaseState::RolledBack);
        QCOMPARE(cell->history[2].state, ReleaseState::Live);
        QCOMPARE(cell->history[3].state, ReleaseState::WasLive);

        in.commits = {{.sha = u"revert"_s,
            .status = u"Progressing"_s,
            .statusDesc = {},
            .created = minutesAgo(2),
            .env = u"production"_s}};
        board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Applying);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->since, minutesAgo(2));
        in.commits[0].status = u"ReconciliationSucceeded"_s;
        board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::RolledBack);
        in.commits.append({.sha = u"other"_s,
            .status = u"Progressing"_s,
            .statusDesc = {},
            .created = minutesAgo(1),
            .env = u"production"_s});
        board = makeBoard(in);
        QVERIFY(!board.cell(u"payments"_s, u"production"_s)->since.isValid()); // two that it might be

        put(in, u"production"_s, {});
        in.releases[u"production"_s].prepend(release(5, u"production"_s, 0));
        in.status[u"production"_s][u"payments"_s] = wanted(release(5, u"production"_s, 0));
        board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Live);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->rolledBackFrom, QString());
    }

    void failureAfterRollbackIsFailed()
    {
        BoardInput in = input();
        put(in, u"production"_s,
            {rolledBack(release(4, u"production"_s, 10)), release(2, u"production"_s, 90, u"ReconciliationFailed"_s)});
        const Board board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Failed);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->rolledBackFrom, hashOf(4).left(7));
    }

    void commitThatGimletDidNotMakeIsByHand()
    {
        BoardInput in = input();
        gimlet::Release byHand = release(2, u"production"_s, 5, {});
        put(in, u"production"_s, {byHand, release(2, u"production"_s, 90)});
        const Board board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::ChangedByHand);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->since, minutesAgo(90));
    }

    void fresherWordOfFluxWins()
    {
        BoardInput in = input();
        const gimlet::Release applying = release(2, u"production"_s, 1, u"NotReconciled"_s);
        put(in, u"production"_s, {applying});
        in.commits = {{.sha = applying.gitopsRef,
            .status = u"HealthCheckFailed"_s,
            .statusDesc = u"timeout"_s,
            .created = now,
            .env = u"production"_s}};
        const Board board = makeBoard(in);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->state, ReleaseState::Failed);
        QCOMPARE(board.cell(u"payments"_s, u"production"_s)->release.gitopsCommitStatusDesc, u"timeout"_s);
    }

    void behindCountsWhatTheLeftHasAndThisHasNot_data()
    {
        QTest::addColumn<int>("staging");
        QTest::addColumn<int>("production");
        QTest::addColumn<int>("behind"); // -1: unknown
        QTest::newRow("same") << 5 << 5 << 0;
        QTest::newRow("one") << 5 << 4 << 1;
        QTest::newRow("three") << 5 << 2 << 3;
        QTest::newRow("left is older") << 2 << 5 << 0;
        QTest::newRow("left is not known") << 99 << 2 << -1;
        QTest::newRow("this is not known") << 5 << 99 << -1;
    }
    void behindCountsWhatTheLeftHasAndThisHasNot()
    {
        QFETCH(int, staging);
        QFETCH(int, production);
        QFETCH(int, behind);
        BoardInput in = input();
        in.artifacts = artifacts(6);
        put(in, u"staging"_s, {release(staging, u"staging"_s, 5)});
        put(in, u"production"_s, {release(production, u"production"_s, 50)});
        const Board board = makeBoard(in);
        QVERIFY(!board.cell(u"payments"_s, u"staging"_s)->behind); // nothing to its left
        const BoardCell *cell = board.cell(u"payments"_s, u"production"_s);
        QCOMPARE(cell->behind.value_or(-1), behind);
        QCOMPARE(cell->ahead.size(), std::max(behind, 0));
        if (behind > 0)
            QCOMPARE(cell->ahead.constFirst().sha, hashOf(staging));
    }

    void onlyShippedVersionsOfTheLineCount()
    {
        BoardInput in = input();
        in.artifacts = artifacts(8);
        in.artifacts[1] = artifact(7, u"main"_s, {u"ledger"_s}); // nothing of this app in it
        in.artifacts[2] = artifact(6, u"feature/x"_s);
        in.artifacts[3].fake = true;
        in.artifacts[4].version.repositoryName = u"acme/other"_s;
        in.artifacts[5].version.sha = hashOf(8); // shipped before, as a push
        put(in, u"staging"_s, {release(8, u"staging"_s, 5)});
        put(in, u"production"_s, {release(2, u"production"_s, 50)});
        QCOMPARE(makeBoard(in).cell(u"payments"_s, u"production"_s)->behind.value_or(-1), 1);
    }

    void gapsAreSkippedToTheLeft()
    {
        BoardInput in = input({u"staging"_s, u"production"_s, u"production-eu"_s});
        in.artifacts = artifacts(6);
        put(in, u"staging"_s, {release(6, u"staging"_s, 5)});
        in.status[u"production"_s] = {};
        put(in, u"production-eu"_s, {release(4, u"production-eu"_s, 50)});
        const Board board = makeBoard(in);
        QVERIFY(!board.cell(u"payments"_s, u"production"_s)->behind);
        QCOMPARE(board.cell(u"payments"_s, u"production-eu"_s)->behind.value_or(-1), 2);
    }

    void environmentsStandInPromotionOrder()
    {
        BoardInput in = input({u"zeta"_s, u"production"_s, u"staging"_s, u"alpha"_s, u"staging"_s});
        in.profile.promotionOrder = {u"staging"_s, u"gone"_s, u"production"_s};
        const Board board = makeBoard(in);
        QStringList names;
        for (const BoardEnvironment &environment : board.environments)
            names.append(environment.name);
        QCOMPARE(names, (QStringList{u"staging"_s, u"production"_s, u"zeta"_s, u"alpha"_s}));
    }

    void rowsStandByRepositoryThenApp()
    {
        BoardInput in = input();
        gimlet::Release other = release(1, u"staging"_s, 5, u"Progressing"_s, u"zebra"_s);
        other.version->repositoryName = u"acme/aaa"_s;
        gimlet::Release nobodys = release(1, u"staging"_s, 5, u"Progressing"_s, u"orphan"_s);
        nobodys.version.reset();
        put(in, u"staging"_s,
            {nobodys, release(1, u"staging"_s, 5), other, release(1, u"staging"_s, 5, u"Progressing"_s, u"ledger"_s)});
        const Board board = makeBoard(in);
        QStringList apps;
        for (const BoardRow &row : board.rows)
            apps.append(row.app);
        QCOMPARE(apps, (QStringList{u"zebra"_s, u"ledger"_s, u"payments"_s, u"orphan"_s}));
    }

    void liveInNamesEveryPlaceOfAnArtifact()
    {
        BoardInput in = input();
        put(in, u"staging"_s, {release(3, u"staging"_s, 5)});
        put(in, u"production"_s, {release(3, u"production"_s, 5)});
        QCOMPARE(makeBoard(in).liveIn().value(u"acme/payments-3"_s), (QStringList{u"staging"_s, u"production"_s}));
    }

    void protectionFollowsNameUnlessSaidOtherwise_data()
    {
        QTest::addColumn<QString>("environment");
        QTest::addColumn<bool>("expected");
        QTest::newRow("prod") << u"prod"_s << true;
        QTest::newRow("production") << u"production"_s << true;
        QTest::newRow("production-eu") << u"Production-EU"_s << true;
        QTest::newRow("staging") << u"staging"_s << false;
        QTest::newRow("preprod") << u"preprod"_s << false;
        QTest::newRow("said so") << u"billing"_s << true;
        QTest::newRow("said not") << u"prod-sandbox"_s << false;
        QTest::newRow("said both") << u"prod-both"_s << true;
    }
    void protectionFollowsNameUnlessSaidOtherwise()
    {
        QFETCH(QString, environment);
        QFETCH(bool, expected);
        Profile profile;
        profile.protectedEnvironments = {u"billing"_s, u"prod-both"_s};
        profile.unprotectedEnvironments = {u"prod-sandbox"_s, u"prod-both"_s};
        QCOMPARE(profile.isProtected(environment), expected);
    }

    void bigBoardIsJoinedInAFewFrames()
    {
        QStringList environments;
        for (int i = 0; i < 8; ++i)
            environments.append(u"env%1"_s.arg(i));
        BoardInput in = input(environments);
        in.artifacts = artifacts(300);
        for (const QString &environment : std::as_const(environments)) {
            QList<gimlet::Release> releases;
            for (int app = 0; app < 500; ++app)
                releases.append(release(1 + app % 300, environment, app, u"Progressing"_s, u"app%1"_s.arg(app)));
            put(in, environment, releases);
        }
        QElapsedTimer timer;
        timer.start();
        const Board board = makeBoard(in);
        QCOMPARE(board.rows.size(), 500);
        qInfo("500 apps x 8 environments joined in %lld ms", timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(BoardTest)
#include "tst_board.moc"
