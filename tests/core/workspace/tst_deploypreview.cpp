#include "samples.h"

#include <workspace/artifactfeed.h>
#include <workspace/deploypreview.h>

#include <QTest>

using namespace coupe::workspace;
using namespace coupe;
using namespace samples;

/// What a deploy would do, and what the artifact list is narrowed to.
class DeployPreviewTest : public QObject
{
    Q_OBJECT

    static Board boardWith(const QString &environment, int number)
    {
        BoardInput input;
        input.environments = {{.name = u"staging"_s, .infraRepo = {}, .appsRepo = {}},
            {.name = u"production"_s, .infraRepo = {}, .appsRepo = {}}};
        input.now = now;
        input.artifacts = artifacts(9);
        input.status = {{u"staging"_s, {}}, {u"production"_s, {}}};
        input.status[environment].insert(u"payments"_s, wanted(release(number, environment, 5)));
        input.releases[environment] = {release(number, environment, 5)};
        return makeBoard(input);
    }

    static QStringList hashes(const QList<gimlet::Version> &versions)
    {
        QStringList hashes;
        for (const gimlet::Version &version : versions)
            hashes.append(version.sha);
        return hashes;
    }

private Q_SLOTS:
    void forwardNamesWhatGoesOutAndWhatStays()
    {
        const auto preview =
            makeDeployPreview(boardWith(u"production"_s, 4), artifacts(9), artifact(7), u"payments"_s, u"production"_s);
        QCOMPARE(preview.direction, DeployPreview::Direction::Forward);
        QCOMPARE(hashes(preview.goingOut), (QStringList{hashOf(7), hashOf(6), hashOf(5)}));
        QCOMPARE(hashes(preview.leftOut), (QStringList{hashOf(9), hashOf(8)}));
        QVERIFY(preview.takenBack.isEmpty());
        QVERIFY(preview.isProtected);
        QVERIFY(preview.renderable);
    }

    void backNamesWhatIsTakenBack()
    {
        const auto preview =
            makeDeployPreview(boardWith(u"production"_s, 6), artifacts(9), artifact(4), u"payments"_s, u"production"_s);
        QCOMPARE(preview.direction, DeployPreview::Direction::Back);
        QCOMPARE(hashes(preview.takenBack), (QStringList{hashOf(6), hashOf(5)}));
        QVERIFY(preview.goingOut.isEmpty());
    }

    void sameAndFirstAndUnknown()
    {
        const Board board = boardWith(u"production"_s, 6);
        QCOMPARE(makeDeployPreview(board, artifacts(9), artifact(6), u"payments"_s, u"production"_s).direction,
            DeployPreview::Direction::Same);
        QCOMPARE(makeDeployPreview(board, artifacts(9), artifact(6), u"payments"_s, u"staging"_s).direction,
            DeployPreview::Direction::First);
        QCOMPARE(makeDeployPreview(board, artifacts(9), artifact(6), u"ledger"_s, u"staging"_s).direction,
            DeployPreview::Direction::First);
        QCOMPARE(makeDeployPreview(board, artifacts(9, 8), artifact(9), u"payments"_s, u"production"_s).direction,
            DeployPreview::Direction::Unknown);
    }

    void artifactOlderThanTheListIsPlacedByItsTime()
    {
        const auto preview = makeDeployPreview(
            boardWith(u"production"_s, 6), artifacts(9, 5), artifact(2), u"payments"_s, u"production"_s);
        QCOMPARE(preview.direction, DeployPreview::Direction::Back);
        QCOMPARE(hashes(preview.takenBack), (QStringList{hashOf(6), hashOf(5)}));
    }

    void otherBranchesStayOutOfTheCount()
    {
        QList<gimlet::Artifact> list = artifacts(9);
        list[2] = artifact(7, u"feature/x"_s);
        list[3].version.repositoryName = u"acme/other"_s;
        const auto preview =
            makeDeployPreview(boardWith(u"production"_s, 4), list, list[0], u"payments"_s, u"production"_s);
        QCOMPARE(hashes(preview.goingOut), (QStringList{hashOf(9), hashOf(8), hashOf(5)}));
    }

    void missingManifestCannotBeRendered()
    {
        QVERIFY(!makeDeployPreview(Board(), {}, artifact(1), u"payments"_s, u"nowhere"_s).renderable);
        QVERIFY(!makeDeployPreview(Board(), {}, artifact(1), u"ledger"_s, u"staging"_s).renderable);
    }

    void policyIsSaidInWords_data()
    {
        using Event = gimlet::GitEvent;
        QTest::addColumn<std::optional<gimlet::DeployPolicy>>("policy");
        QTest::addColumn<QString>("words");
        const auto policy = [](const QString &tag, const QString &branch, std::optional<Event> event) {
            return std::optional(
                gimlet::DeployPolicy{.tag = tag, .branch = branch, .event = event, .commitMessagePatterns = {}});
        };
        QTest::newRow("none") << std::optional<gimlet::DeployPolicy>() << u"By hand only: no policy for production."_s;
        QTest::newRow("empty") << policy({}, {}, {}) << u"By hand only: no policy for production."_s;
        QTest::newRow("branch") << policy({}, u"main"_s, Event::Push) << u"Deploys main on push by itself."_s;
        QTest::newRow("pattern") << policy({}, u"%2"_s, Event::PullRequest)
                                 << u"Deploys %2 on pull request by itself."_s;
        QTest::newRow("tag") << policy(u"v*"_s, {}, Event::Tag) << u"Deploys tags v* by itself."_s;
        QTest::newRow("event") << policy({}, {}, Event::Push) << u"Deploys every push by itself."_s;
        QTest::newRow("no event") << policy({}, u"main"_s, {})
                                  << u"By hand only: the policy for production names no event."_s;
    }
    void policyIsSaidInWords()
    {
        QFETCH(std::optional<gimlet::DeployPolicy>, policy);
        QFETCH(QString, words);
        QCOMPARE(policyInWords(policy, u"production"_s), words);
    }

    void filterMatchesAllWordsAnywhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("app");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing") << QString() << QString() << true;
        QTest::newRow("message") << u"change 7"_s << QString() << true;
        QTest::newRow("author and branch") << u"MARTA main"_s << QString() << true;
        QTest::newRow("hash") << hashOf(7).left(9) << QString() << true;
        QTest::newRow("app in text") << u"payments"_s << QString() << true;
        QTest::newRow("one word misses") << u"marta nowhere"_s << QString() << false;
        QTest::newRow("app") << QString() << u"payments"_s << true;
        QTest::newRow("other app") << QString() << u"payment"_s << false;
    }
    void filterMatchesAllWordsAnywhere()
    {
        QFETCH(QString, text);
        QFETCH(QString, app);
        QFETCH(bool, expected);
        ArtifactFilter filter;
        filter.text = text;
        filter.app = app;
        QCOMPARE(passes(artifact(7), filter), expected);
    }

    void filterByEnvironmentWantsAManifestForIt()
    {
        const QString environment = artifact(7).environments.first().env;
        ArtifactFilter filter;
        filter.environment = environment;
        QVERIFY(passes(artifact(7), filter));
        filter.app = u"payments"_s;
        QVERIFY(passes(artifact(7), filter));
        filter.environment = u"nowhere"_s;
        QVERIFY(!passes(artifact(7), filter));
    }
};

QTEST_GUILESS_MAIN(DeployPreviewTest)
#include "tst_deploypreview.moc"
