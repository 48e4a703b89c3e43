#include "samples.h"

#include <workspace/rollbackplan.h>

#include <QTest>

using namespace coupe;
using namespace coupe::workspace;
using namespace samples;
using gitops::Change;
using gitops::ChangeKind;
using gitops::ForecastStep;
using gitops::RollbackForecast;
using gitops::RollbackRules;
using Fate = ForecastStep::Fate;
using Verdict = RollbackPlan::Verdict;
using Way = RollbackPlan::Way;

namespace {

const QString commit5 = QString(40, u'5');
const QString commit6 = QString(40, u'6');
const QString commit7 = QString(40, u'7');

Change change(int number, const QString &commit, int writtenMinutesAgo)
{
    Change change;
    change.env = u"production"_s;
    change.app = u"payments"_s;
    change.commit = commit;
    change.time = minutesAgo(writtenMinutesAgo);
    change.kind = ChangeKind::Deploy;
    change.person = u"jonas"_s;
    change.artifactId = artifact(number).id;
    change.version = version(number);
    change.present = true;
    return change;
}

ForecastStep step(const QString &commit, Fate fate)
{
    ForecastStep step;
    step.commit = commit;
    step.subject = u"[Gimlet] production/payments"_s;
    step.fate = fate;
    return step;
}

gitops::Folder folder(char id)
{
    return {.present = true, .id = QString(40, QLatin1Char(id)), .files = {}};
}

/// 7 is there, 6 was before, and 5 is wanted back.
RollbackForecast forecastThatWorks()
{
    RollbackForecast forecast;
    forecast.head = commit7;
    forecast.target = commit5;
    forecast.commitsOnTop = 2;
    forecast.steps = {step(commit7, Fate::Reverts), step(commit6, Fate::Reverts)};
    forecast.reachesTarget = true;
    forecast.now = folder('a');
    forecast.after = forecast.wanted = folder('b');
    return forecast;
}

RollbackForecast forecastThatConflicts()
{
    RollbackForecast forecast = forecastThatWorks();
    forecast.steps = {step(commit7, Fate::Conflicts), step(commit6, Fate::NotReached)};
    forecast.steps[0].conflicts = {u"production/release.json"_s};
    forecast.steps[0].reason = u"Something else was changed in the same place since."_s;
    forecast.conflictCauses = {u"production/notifications"_s, u"production/checkout"_s, u"staging/search"_s};
    forecast.conflicts = true;
    forecast.reachesTarget = false;
    forecast.after = {};
    return forecast;
}

gimlet::Artifact withPolicy(
    int number, const std::optional<gimlet::DeployPolicy> &policy, const QString &branch = u"main"_s)
{
    gimlet::Artifact shipped = artifact(number, branch, {u"payments"_s}, {u"production"_s});
    shipped.environments[0].deploy = policy;
    return shipped;
}

RollbackQuestion question()
{
    RollbackQuestion question;
    question.environment = u"production"_s;
    question.app = u"payments"_s;
    question.target = commit5;
    question.forecast = forecastThatWorks();
    question.changes = {change(7, commit7, 10), change(6, commit6, 20), change(5, commit5, 30)};
    question.changes[0].current = true;
    question.changes[1].replaced = minutesAgo(10);
    question.changes[2].replaced = minutesAgo(20);
    question.words = {{commit5, {u"ReconciliationSucceeded"_s, {}, minutesAgo(29)}}};
    question.artifacts = artifacts(7, 5);
    question.store = ArtifactStore::Has;
    question.now = now;
    return question;
}

BoardCell cellWith(const QList<PastRelease> &history, qsizetype present)
{
    BoardCell cell;
    cell.history = history;
    if (present >= 0)
        cell.release = history[present].release;
    return cell;
}

PastRelease past(int number, const QString &hash, ReleaseState state)
{
    PastRelease past{release(number, u"production"_s, 100 - number), state};
    past.release.gitopsRef = hash;
    past.release.rolledBack = state == ReleaseState::RolledBack;
    return past;
}

} // namespace

/// What the rollback dialog says, and which of its two ways it offers first.
class RollbackPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsGoneBackToAndWhatIsReverted()
    {
        const RollbackPlan plan = makeRollbackPlan(question());
        QCOMPARE(plan.target.label(), version(5).label());
        QCOMPARE(plan.target.artifactId, artifact(5).id);
        QCOMPARE(plan.target.from, minutesAgo(30));
        QCOMPARE(plan.target.until, minutesAgo(20));
        QCOMPARE(plan.target.by, u"jonas"_s);
        QCOMPARE(plan.target.state, ReleaseState::WasLive);
        QCOMPARE(plan.steps.size(), 2);
        QCOMPARE(plan.steps[0].words, u"Release payments "_s + version(7).label());
        QCOMPARE(plan.takesBack, QStringList({commit7, commit6}));
        QCOMPARE(plan.head, commit7);
    }

    void rollbackThatWorksComesFirst()
    {
        const RollbackPlan plan = makeRollbackPlan(question());
        QCOMPARE(plan.verdict, Verdict::Works);
        QVERIFY(plan.rollBack.possible && plan.redeploy.possible);
        QCOMPARE(plan.suggested, Way::RollBack);
        QVERIFY(plan.alsoChanges.isEmpty());
    }

    void rollbackThatConflictsComesSecond()
    {
        RollbackQuestion asked = question();
        asked.forecast = forecastThatConflicts();
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.verdict, Verdict::ExpectedToFail);
        QCOMPARE(plan.verdictTitle, u"The rollback is expected to fail."_s);
        QCOMPARE(plan.verdictText,
            u"Reverting 7777777 conflicts in production/release.json, because notifications, checkout and search in "
            "staging were released afterwards."_s);
        QCOMPARE(plan.suggested, Way::Redeploy);
        QVERIFY(plan.redeploy.possible);
        QVERIFY(plan.rollBack.possible); // whoever insists may see it fail
        QVERIFY(plan.takesBack.isEmpty());
    }

    void conflictWithoutAKnownCauseSaysSo()
    {
        RollbackForecast forecast = forecastThatConflicts();
        forecast.conflictCauses.clear();
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        QCOMPARE(makeRollbackPlan(asked).verdictText,
            u"Reverting 7777777 conflicts in production/release.json. Something else was changed in the same place "
            "since."_s);
        forecast.steps[0].conflicts.clear();
        forecast.steps[0].reason = u"It is a merge."_s;
        asked.forecast = forecast;
        QCOMPARE(makeRollbackPlan(asked).verdictText, u"7777777 cannot be reverted. It is a merge."_s);
    }

    void rollbackThatEndsElsewhereComesSecond()
    {
        RollbackForecast forecast = forecastThatWorks();
        forecast.reachesTarget = false;
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.verdict, Verdict::MissesTarget);
        QCOMPARE(plan.suggested, Way::Redeploy);
    }

    void rollbackThatWouldRemoveTheAppIsOff()
    {
        RollbackForecast forecast = forecastThatWorks();
        forecast.reachesTarget = false;
        forecast.removesApp = true;
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        const RollbackPlan plan = makeRollbackPlan(asked);
        QVERIFY(!plan.rollBack.possible);
        QCOMPARE(plan.rollBack.sentence, u"Off: it would remove payments from production."_s);
        QCOMPARE(plan.suggested, Way::Redeploy);
    }

    void otherAppsThatGoBackTooAreNamed()
    {
        RollbackForecast forecast = forecastThatWorks();
        forecast.otherTargets = {u"production/checkout"_s, u"staging/search"_s};
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.alsoChanges,
            u"A rollback takes checkout and search in staging back as well: these commits changed more than payments."_s);
        QCOMPARE(plan.suggested, Way::Redeploy);
        QVERIFY(plan.rollBack.possible);
    }

    void nothingToDoTurnsBothWaysOff()
    {
        RollbackForecast forecast = forecastThatWorks();
        forecast.steps.clear();
        forecast.nothingToDo = true;
        forecast.now = forecast.wanted;
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.verdict, Verdict::NothingToDo);
        QVERIFY(!plan.rollBack.possible && !plan.redeploy.possible);
    }

    /// A server with a shallow clone takes what it does not find for the app's start (contract §6.5).
    void releaseBeyondWhatTheServerSeesIsOff_data()
    {
        QTest::addColumn<int>("commits");
        QTest::addColumn<bool>("seesAll");
        QTest::addColumn<bool>("ours");
        QTest::addColumn<bool>("possible");
        QTest::newRow("near") << 98 << false << false << true;
        QTest::newRow("far") << 99 << false << false << false;
        QTest::newRow("far, whole clone") << 4000 << true << false << true;
        QTest::newRow("far, our service") << 4000 << false << true << true;
    }
    void releaseBeyondWhatTheServerSeesIsOff()
    {
        QFETCH(int, commits);
        QFETCH(bool, seesAll);
        QFETCH(bool, ours);
        QFETCH(bool, possible);
        RollbackForecast forecast = forecastThatWorks();
        forecast.commitsOnTop = commits;
        RollbackQuestion asked = question();
        asked.forecast = forecast;
        asked.seesWholeHistory = seesAll;
        asked.rules = ours ? RollbackRules::Coupe : RollbackRules::Gimlet;
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.rollBack.possible, possible);
        QVERIFY(plan.redeploy.possible);
        QCOMPARE(plan.suggested, possible ? Way::RollBack : Way::Redeploy);
    }

    void withoutAForecastOnlyRedeployIsLeft()
    {
        RollbackQuestion asked = question();
        asked.forecast = failure(ErrorKind::Unreachable, u"git.acme.example could not be reached."_s);
        RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.verdict, Verdict::Unknown);
        QCOMPARE(plan.verdictText, u"git.acme.example could not be reached."_s);
        QVERIFY(!plan.rollBack.possible);
        QVERIFY(plan.redeploy.possible);
        QCOMPARE(plan.suggested, Way::Redeploy);

        asked.forecast = failure(ErrorKind::Invalid, u"This release was rolled back itself."_s);
        plan = makeRollbackPlan(asked);
        QVERIFY(!plan.rollBack.possible);
        QCOMPARE(plan.verdictTitle, u"This release cannot be rolled back to."_s);
        QCOMPARE(plan.suggested, Way::Redeploy);
    }

    void whatWasNotLookedAtIsNeverSent_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("none") << QString();
        QTest::newRow("short") << commit5.left(10);
        QTest::newRow("upper case") << QString(40, u'A');
        QTest::newRow("another than was tried") << commit6;
    }
    void whatWasNotLookedAtIsNeverSent()
    {
        QFETCH(QString, target);
        RollbackQuestion asked = question();
        asked.target = target;
        QVERIFY(!makeRollbackPlan(asked).rollBack.possible);
        asked.forecast = RollbackForecast();
        QVERIFY(!makeRollbackPlan(asked).rollBack.possible);
    }

    void redeployNeedsAnArtifactThatIsThereAndFits()
    {
        RollbackQuestion asked = question();
        asked.store = ArtifactStore::Lost;
        asked.artifacts.clear();
        RollbackPlan plan = makeRollbackPlan(asked);
        QVERIFY(!plan.redeploy.possible);
        QCOMPARE(plan.suggested, Way::RollBack);

        asked.store = ArtifactStore::Unknown;
        plan = makeRollbackPlan(asked);
        QVERIFY(plan.redeploy.possible);
        QVERIFY(plan.redeploy.sentence.contains(u"could not be looked up"_s));

        asked.artifacts = {artifact(5, u"main"_s, {u"payments"_s}, {u"staging"_s})};
        QVERIFY(!makeRollbackPlan(asked).redeploy.possible);

        asked = question();
        asked.changes[2].artifactId.clear();
        QVERIFY(!makeRollbackPlan(asked).redeploy.possible);
    }

    void targetOutsideGitIsToldByTheApi()
    {
        RollbackQuestion asked = question();
        asked.changes.clear();
        asked.present = cellWith({past(7, commit7, ReleaseState::Failed), past(5, commit5, ReleaseState::WasLive)}, 0);
        const RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.target.artifactId, artifact(5).id);
        QCOMPARE(plan.target.state, ReleaseState::WasLive);
        QCOMPARE(plan.steps[0].words, u"[Gimlet] production/payments"_s);
    }

    void policiesThatWouldDeployOverItAreTold()
    {
        const gimlet::DeployPolicy onPush{
            .tag = {}, .branch = u"main"_s, .event = gimlet::GitEvent::Push, .commitMessagePatterns = {}};
        RollbackQuestion asked = question();
        asked.artifacts = {withPolicy(7, onPush), withPolicy(6, std::nullopt)};
        RollbackPlan plan = makeRollbackPlan(asked);
        QCOMPARE(plan.policies.size(), 1); // of a branch the newest counts
        QVERIFY(plan.policies[0].warns);
        QCOMPARE(plan.policies[0].sentence, u"Deploys main on push by itself. The next one goes over this."_s);

        asked.artifacts = {withPolicy(7, std::nullopt), withPolicy(6, onPush, u"release"_s)};
        QVERIFY(makeRollbackPlan(asked).policies[0].warns);

        asked.artifacts = {withPolicy(7, std::nullopt)};
        plan = makeRollbackPlan(asked);
        QVERIFY(!plan.policies[0].warns);
        QCOMPARE(plan.policies[0].sentence, u"No policy would deploy over it: production deploys by hand only."_s);

        asked.artifacts.clear();
        QVERIFY(makeRollbackPlan(asked).policies[0].sentence.contains(u"not known"_s));
    }

    void headAloneIsNoNews()
    {
        const RollbackPlan plan = makeRollbackPlan(question());
        RollbackQuestion asked = question();
        asked.forecast->head = commit6;
        QVERIFY(plan.saysTheSameAs(makeRollbackPlan(asked)));
        asked.forecast->steps.removeLast();
        QVERIFY(!plan.saysTheSameAs(makeRollbackPlan(asked)));
    }

    void lastGoodReleaseIsTheOneThatWasLive()
    {
        const QString failed = QString(40, u'8');
        const QList<PastRelease> history{past(7, commit7, ReleaseState::Failed),
            past(8, failed, ReleaseState::RolledBack), past(6, commit6, ReleaseState::Failed),
            past(5, commit5, ReleaseState::WasLive)};
        QCOMPARE(lastGoodRelease(cellWith(history, 0)), commit5);
        QCOMPARE(lastGoodRelease(cellWith(history, -1)), commit5);
        QCOMPARE(lastGoodRelease(cellWith({past(7, commit7, ReleaseState::Live)}, 0)), QString());
        // Without a word on any, the one before; and never a hash that is none, or the same version again.
        QCOMPARE(lastGoodRelease(
                     cellWith({past(7, commit7, ReleaseState::Live), past(7, failed, ReleaseState::WasLive),
                                  past(6, u"short"_s, ReleaseState::WasLive), past(5, commit5, ReleaseState::Unknown)},
                         0)),
            commit5);
    }

    void lastGoodReleaseIsFoundInGitToo()
    {
        RollbackQuestion known = question();
        QCOMPARE(lastGoodRelease(known.changes, known.words, now), commit5);
        QCOMPARE(lastGoodRelease(known.changes, {}, now), commit6);
        known.changes[1].rolledBack = true;
        QCOMPARE(lastGoodRelease(known.changes, {}, now), commit5);
        QCOMPARE(lastGoodRelease({known.changes[0]}, {}, now), QString());
    }

    void serversThatAreNotOursRevertWholeCommits()
    {
        Profile profile;
        client::Capabilities capabilities;
        QCOMPARE(rollbackRules(profile, capabilities), RollbackRules::Gimlet);
        capabilities.features = client::Feature::ScopedRollback;
        QCOMPARE(rollbackRules(profile, capabilities), RollbackRules::Coupe);
        profile.isBuiltIn = true;
        QCOMPARE(rollbackRules(profile, {}), RollbackRules::Coupe);
    }
};

QTEST_GUILESS_MAIN(RollbackPlanTest)
#include "tst_rollbackplan.moc"
