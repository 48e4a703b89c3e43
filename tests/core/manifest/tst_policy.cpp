#include <manifest/policy.h>

#include <QTest>

using namespace coupe::gimlet;
using namespace coupe::manifest;
using namespace Qt::StringLiterals;

using Outcome = PolicyVerdict::Outcome;
Q_DECLARE_METATYPE(Outcome)

namespace {
DeployPolicy policy(
    const QString &branch, const QString &tag, std::optional<GitEvent> event, const QStringList &patterns = {})
{
    return {tag, branch, event, patterns};
}

Version pushed(const QString &branch, const QString &message = u"Fix login"_s)
{
    Version version;
    version.branch = branch;
    version.message = message;
    return version;
}

Version tagged(const QString &tag)
{
    Version version;
    version.event = GitEvent::Tag;
    version.tag = tag;
    return version;
}
} // namespace

class PolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data()
    {
        QTest::addColumn<DeployPolicy>("rule");
        QTest::addColumn<Version>("version");
        QTest::addColumn<Outcome>("outcome");

        const auto push = GitEvent::Push;
        const auto tag = GitEvent::Tag;
        const auto pr = GitEvent::PullRequest;
        QTest::newRow("empty policy") << policy({}, {}, {}) << pushed(u"main"_s) << Outcome::ByHandOnly;
        QTest::newRow("branch and push") << policy(u"main"_s, {}, push) << pushed(u"main"_s) << Outcome::Deploys;
        QTest::newRow("other branch") << policy(u"main"_s, {}, push) << pushed(u"dev"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("case matters") << policy(u"main"_s, {}, push) << pushed(u"Main"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("glob crosses slashes")
            << policy(u"feature/*"_s, {}, push) << pushed(u"feature/a/b"_s) << Outcome::Deploys;
        QTest::newRow("branch without event")
            << policy(u"main"_s, {}, {}) << pushed(u"main"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("branch with event tag")
            << policy(u"main"_s, {}, tag) << pushed(u"main"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("negated branch, other") << policy(u"!main"_s, {}, push) << pushed(u"dev"_s) << Outcome::Deploys;
        QTest::newRow("negated branch, same")
            << policy(u"!main"_s, {}, push) << pushed(u"main"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("negated list") << policy(u"!{main,master}"_s, {}, push) << pushed(u"master"_s)
                                      << Outcome::DoesNotDeploy;
        QTest::newRow("event alone") << policy({}, {}, push) << pushed(u"anything"_s) << Outcome::Deploys;
        QTest::newRow("event pr against push") << policy({}, {}, pr) << pushed(u"main"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("tag glob") << policy({}, u"v*"_s, tag) << tagged(u"v1.2"_s) << Outcome::Deploys;
        QTest::newRow("tag without event") << policy({}, u"v*"_s, {}) << tagged(u"v1.2"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("negated tag glob, same")
            << policy({}, u"!v*"_s, tag) << tagged(u"v1.2"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("negated tag glob, other")
            << policy({}, u"!v*"_s, tag) << tagged(u"beta-1"_s) << Outcome::Deploys;
        QTest::newRow("negated tag literal")
            << policy({}, u"!v1.0"_s, tag) << tagged(u"v1.0"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("message alone") << policy({}, {}, {}, {u"*[ship]*"_s}) << pushed(u"main"_s, u"Fix [ship] it"_s)
                                       << Outcome::Deploys;
        QTest::newRow("message does not match") << policy({}, {}, push, {u"feat*"_s, u"fix*"_s})
                                                << pushed(u"main"_s, u"chore: x"_s) << Outcome::DoesNotDeploy;
        QTest::newRow("deploy all") << policy({}, {}, {}, {u"nothing"_s}) << pushed(u"main"_s, u"x [DEPLOY: ALL]"_s)
                                    << Outcome::Deploys;
        QTest::newRow("bad branch pattern") << policy(u"[main"_s, {}, push) << pushed(u"main"_s) << Outcome::Broken;
        QTest::newRow("bad tag pattern") << policy({}, u"[a-]"_s, tag) << tagged(u"v1"_s) << Outcome::Broken;
        QTest::newRow("bad pattern that is never reached")
            << policy(u"[main"_s, {}, tag) << pushed(u"main"_s) << Outcome::DoesNotDeploy;
    }

    void decides()
    {
        QFETCH(const DeployPolicy, rule);
        QFETCH(const Version, version);
        QFETCH(const Outcome, outcome);
        const PolicyVerdict verdict = evaluate(&rule, version);
        QCOMPARE(verdict.outcome, outcome);
        QCOMPARE(verdict.deploys(), outcome == Outcome::Deploys);
        QVERIFY(verdict.summary.endsWith(u'.'));
        for (const PolicyClause &clause : verdict.clauses)
            QVERIFY2(!clause.sentence.isEmpty(), qPrintable(clause.wanted));
    }

    void saysWhyClauseByClause()
    {
        const DeployPolicy rule = policy(u"main"_s, {}, GitEvent::PullRequest);
        const PolicyVerdict verdict = evaluate(&rule, pushed(u"dev"_s));
        QCOMPARE(verdict.clauses.size(), 2);
        QCOMPARE(verdict.clauses[0].subject, PolicyClause::Subject::Branch);
        QCOMPARE(verdict.clauses[0].sentence, u"The branch dev does not match main."_s);
        QCOMPARE(verdict.clauses[1].wanted, u"pr"_s);
        QCOMPARE(verdict.clauses[1].actual, u"push"_s);
        QCOMPARE(verdict.clauses[1].sentence, u"The event is push, not pr."_s);
        QCOMPARE(verdict.summary, verdict.clauses[0].sentence);
    }

    void isByHandOnlyWithoutPolicy()
    {
        QCOMPARE(evaluate(std::nullopt, pushed(u"main"_s)).outcome, Outcome::ByHandOnly);
        QCOMPARE(evaluate(nullptr, pushed(u"main"_s)).clauses, QList<PolicyClause>());
    }

    void namesTheBadPattern()
    {
        const DeployPolicy rule = policy(u"[main"_s, {}, GitEvent::Push);
        QVERIFY(evaluate(&rule, pushed(u"main"_s)).summary.contains(u"[main"_s));
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
