#include "rollbackplan.h"

#include "deploypreview.h"

#include <gimlet/commithash.h>

#include <QCoreApplication>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::ChangeKind;
using gitops::ForecastStep;
using gitops::RollbackForecast;
using gitops::RollbackRules;
using Fate = ForecastStep::Fate;
using Verdict = RollbackPlan::Verdict;
using Way = RollbackPlan::Way;

namespace {

/// Gimlet from 0.15 on clones no deeper than this (contract §6.5). What it does not see it takes for the app's start.
constexpr int ServerDepth = 100;
constexpr qsizetype NamesTold = 3;
constexpr qsizetype PathsTold = 2;

QString say(const char *text)
{
    return QCoreApplication::translate("workspace", text);
}

QString shortOf(const QString &hash)
{
    return hash.first(std::min<qsizetype>(7, hash.size()));
}

/// "a, b and c", "a, b, c and 4 more".
QString listed(const QStringList &names, qsizetype most)
{
    if (names.size() > most)
        return say("%1 and %2 more").arg(names.first(most).join(u", "_s), QString::number(names.size() - most));
    if (names.size() < 2)
        return names.value(0);
    return say("%1 and %2").arg(names.first(names.size() - 1).join(u", "_s), names.last());
}

/// "env/app" as it is called in @p environment: "checkout", and "checkout in staging" of another.
QStringList called(const QStringList &targets, const QString &environment)
{
    QStringList names;
    for (const QString &target : targets) {
        const QString env = target.section(u'/', 0, 0);
        const QString app = target.section(u'/', 1);
        names.append(env == environment ? app : say("%1 in %2").arg(app, env));
    }
    return names;
}

const Change *find(const QList<Change> &changes, const QString &commit)
{
    const auto it = std::ranges::find(changes, commit, &Change::commit);
    return it == changes.end() ? nullptr : &*it;
}

RollbackTarget targetOf(const RollbackQuestion &question)
{
    RollbackTarget target;
    target.hash = question.target;
    const QList<PastRelease> &history = question.present.history;
    const auto listed =
        std::ranges::find(history, question.target, [](const PastRelease &past) { return past.release.gitopsRef; });
    if (listed != history.end()) {
        target.artifactId = listed->release.artifactId;
        target.version = listed->release.version;
        target.from = listed->release.created;
        target.by = listed->release.triggeredBy;
        target.state = listed->state;
    }
    if (const Change *change = find(question.changes, question.target)) {
        if (!change->artifactId.isEmpty())
            target.artifactId = change->artifactId;
        if (change->version)
            target.version = change->version;
        target.from = change->time;
        target.until = change->replaced;
        target.by = change->person;
        target.state = stateOf(*change, question.words, question.now);
    }
    return target;
}

QString wordsOf(const ForecastStep &step, const Change *change)
{
    if (!change)
        return step.subject;
    const QString label = change->version ? change->version->label() : QString();
    switch (change->kind) {
    case ChangeKind::Deploy:
    case ChangeKind::PolicyDeploy:
        return label.isEmpty() ? step.subject : say("Release %1 %2").arg(change->app, label);
    case ChangeKind::Rollback:
        return label.isEmpty() ? step.subject : say("Roll back %1 to %2").arg(change->app, label);
    case ChangeKind::Delete:
        return say("Delete %1").arg(change->app);
    case ChangeKind::ByHand:
        return say("By hand: %1").arg(step.subject);
    case ChangeKind::Unknown:
        break;
    }
    return step.subject;
}

QString conflictText(const RollbackForecast &forecast, const QString &environment)
{
    const auto step = std::ranges::find_if(forecast.steps,
        [](const ForecastStep &each) { return each.fate == Fate::Conflicts || each.fate == Fate::NoEffect; });
    if (step == forecast.steps.end())
        return {};
    if (step->conflicts.isEmpty())
        return say("%1 cannot be reverted. %2").arg(shortOf(step->commit), step->reason);
    const QString paths = listed(step->conflicts, PathsTold);
    if (forecast.conflictCauses.isEmpty()) {
        return say("Reverting %1 conflicts in %2. %3").arg(shortOf(step->commit), paths, step->reason);
    }
    const QString causes = listed(called(forecast.conflictCauses, environment), NamesTold);
    return (forecast.conflictCauses.size() == 1
            ? say("Reverting %1 conflicts in %2, because %3 was released afterwards.")
            : say("Reverting %1 conflicts in %2, because %3 were released afterwards."))
        .arg(shortOf(step->commit), paths, causes);
}

/// Puts a plan together from what is known.
class Planner
{
public:
    explicit Planner(const RollbackQuestion &question)
        : q(question), m_forecast(question.forecast ? &*question.forecast : nullptr)
    {
    }

    RollbackPlan make();

private:
    void judge();
    void judgeUntried();
    void weighRollback();
    QString whyRollbackIsOff() const;
    void weighRedeploy();
    QString whyRedeployIsOff() const;
    void suggest();
    void askPolicies();
    bool isBeyondTheServer() const;
    const gimlet::Artifact *artifact() const;

    const RollbackQuestion &q;
    const RollbackForecast *m_forecast;
    RollbackPlan m_plan;
};

RollbackPlan Planner::make()
{
    m_plan.environment = q.environment;
    m_plan.app = q.app;
    m_plan.target = targetOf(q);
    if (m_forecast) {
        m_plan.head = m_forecast->head;
        for (const ForecastStep &step : m_forecast->steps) {
            m_plan.steps.append({step, wordsOf(step, find(q.changes, step.commit))});
            if (step.fate == Fate::Reverts)
                m_plan.takesBack.append(step.commit);
        }
        if (!m_forecast->otherTargets.isEmpty()) {
            m_plan.alsoChanges = say("A rollback takes %1 back as well: these commits changed more than %2.")
                                     .arg(listed(called(m_forecast->otherTargets, q.environment), NamesTold), q.app);
        }
    }
    judge();
    weighRollback();
    weighRedeploy();
    suggest();
    askPolicies();
    return std::move(m_plan);
}

bool Planner::isBeyondTheServer() const
{
    return m_forecast && q.rules != RollbackRules::Coupe && !q.seesWholeHistory
        && m_forecast->commitsOnTop >= ServerDepth - 1;
}

void Planner::judgeUntried()
{
    const Error &error = q.forecast.error();
    m_plan.verdict = Verdict::Unknown;
    m_plan.verdictTitle = error.kind == ErrorKind::Invalid ? say("This release cannot be rolled back to.")
                                                           : say("The rollback could not be tried.");
    m_plan.verdictText = error.message;
}

void Planner::judge()
{
    if (!m_forecast)
        return judgeUntried();
    const auto conclude = [this](Verdict verdict, const QString &title, const QString &text) {
        m_plan.verdict = verdict;
        m_plan.verdictTitle = title;
        m_plan.verdictText = text;
    };
    const QString label = m_plan.target.label();
    if (m_forecast->conflicts) {
        conclude(Verdict::ExpectedToFail, say("The rollback is expected to fail."),
            conflictText(*m_forecast, q.environment));
    } else if (m_forecast->removesApp) {
        conclude(Verdict::MissesTarget, say("The rollback would remove %1 from %2.").arg(q.app, q.environment),
            say("After these reverts nothing of it is left."));
    } else if (!m_forecast->reachesTarget) {
        conclude(Verdict::MissesTarget, say("The rollback would not bring %1 back.").arg(label),
            say("After these reverts %1 is not what it was at that release.").arg(q.app));
    } else if (m_forecast->nothingToDo) {
        conclude(Verdict::NothingToDo, say("There is nothing to roll back."),
            say("%1 in %2 is what it was at this release already.").arg(q.app, q.environment));
    } else if (q.rules == RollbackRules::Coupe) {
        conclude(Verdict::Works, say("The rollback works."),
            say("This server takes back %1 alone, so releases of other apps are not in the way.").arg(q.app));
    } else {
        conclude(Verdict::Works, say("The rollback is expected to work."),
            say("The reverts do not conflict, and %1 is then what it was at %2.").arg(q.app, label));
    }
}

QString Planner::whyRollbackIsOff() const
{
    if (!gimlet::isFullHash(q.target))
        return say("Off: a rollback needs the full hash of a release in the gitops repo.");
    if (!m_forecast) {
        return q.forecast.error().kind == ErrorKind::Invalid
            ? say("Off: see above.")
            : say("Off: what the server would revert could not be looked at.");
    }
    if (m_forecast->target != q.target)
        return say("Off: what the server would revert was not looked at.");
    if (m_forecast->nothingToDo)
        return say("Off: there is nothing to take back.");
    if (m_forecast->removesApp)
        return say("Off: it would remove %1 from %2.").arg(q.app, q.environment);
    if (isBeyondTheServer()) {
        return say(
            "Off: %1 commits were made since, and Gimlet may see the newest %2 only. It would take back all of %3.")
            .arg(QString::number(m_forecast->commitsOnTop), QString::number(ServerDepth), q.app);
    }
    return {};
}

void Planner::weighRollback()
{
    const QString off = whyRollbackIsOff();
    m_plan.rollBack.possible = off.isEmpty();
    if (!off.isEmpty())
        m_plan.rollBack.sentence = off;
    else if (m_plan.verdict == Verdict::ExpectedToFail)
        m_plan.rollBack.sentence =
            say("Sends the rollback as it is. If it conflicts, Gimlet writes nothing and says so.");
    else if (m_plan.verdict == Verdict::MissesTarget)
        m_plan.rollBack.sentence = say("Sends the rollback as it is, with the outcome above.");
    else if (m_plan.takesBack.size() == 1)
        m_plan.rollBack.sentence = say("Reverts one commit in the gitops repo.");
    else
        m_plan.rollBack.sentence = say("Reverts %1 commits in the gitops repo.").arg(m_plan.takesBack.size());
}

const gimlet::Artifact *Planner::artifact() const
{
    const auto it = std::ranges::find(q.artifacts, m_plan.target.artifactId, &gimlet::Artifact::id);
    return it == q.artifacts.end() ? nullptr : &*it;
}

QString Planner::whyRedeployIsOff() const
{
    if (m_plan.target.artifactId.isEmpty())
        return say("Off: which artifact this release was made of is not known.");
    if (q.store == ArtifactStore::Lost)
        return say("Off: Gimlet does not have its artifact any more.");
    const gimlet::Artifact *known = artifact();
    const auto fits = [this](const gimlet::Manifest &manifest) {
        return manifest.app == q.app && manifest.env == q.environment;
    };
    if (known && known->cueEnvironments.isEmpty() && std::ranges::none_of(known->environments, fits))
        return say("Off: its artifact has no manifest for %1 in %2.").arg(q.app, q.environment);
    if (m_forecast && m_forecast->now.present && m_forecast->now.id == m_forecast->wanted.id)
        return say("Off: %1 in %2 is this version already.").arg(q.app, q.environment);
    return {};
}

void Planner::weighRedeploy()
{
    const QString off = whyRedeployIsOff();
    m_plan.redeploy.possible = off.isEmpty();
    if (!off.isEmpty()) {
        m_plan.redeploy.sentence = off;
        return;
    }
    m_plan.redeploy.sentence =
        say("Deploys %1 again as a new release. No conflict: it writes on top of what is there now.")
            .arg(m_plan.target.label());
    if (q.store == ArtifactStore::Unknown && !artifact())
        m_plan.redeploy.sentence += u' ' + say("Whether Gimlet still has its artifact could not be looked up.");
}

void Planner::suggest()
{
    const bool harmless = m_plan.verdict == Verdict::Works && m_plan.alsoChanges.isEmpty();
    const Way first = harmless || m_plan.verdict == Verdict::NothingToDo ? Way::RollBack : Way::Redeploy;
    const Way second = first == Way::RollBack ? Way::Redeploy : Way::RollBack;
    m_plan.suggested = m_plan.choice(first).possible || !m_plan.choice(second).possible ? first : second;
}

void Planner::askPolicies()
{
    const auto policies = automaticPolicies(q.artifacts, q.app, q.environment);
    if (!policies) {
        m_plan.policies.append({false,
            say("Whether a policy would deploy over it is not known: no recent artifact names %1 in %2.")
                .arg(q.app, q.environment)});
    } else if (policies->isEmpty()) {
        m_plan.policies.append(
            {false, say("No policy would deploy over it: %1 deploys by hand only.").arg(q.environment)});
    }
    for (const QString &words : policies.value_or(QStringList()))
        m_plan.policies.append({true, say("%1 The next one goes over this.").arg(words)});
}

} // namespace

QString RollbackTarget::label() const
{
    const QString named = version ? version->label() : QString();
    return named.isEmpty() ? shortOf(hash) : named;
}

bool RollbackPlan::saysTheSameAs(const RollbackPlan &other) const
{
    RollbackPlan same = other;
    same.head = head;
    return same == *this;
}

RollbackPlan makeRollbackPlan(const RollbackQuestion &question)
{
    return Planner(question).make();
}

RollbackRules rollbackRules(const Profile &profile, const client::Capabilities &capabilities)
{
    const bool isOurs = profile.isBuiltIn || capabilities.offers(client::Feature::ScopedRollback);
    return isOurs ? RollbackRules::Coupe : RollbackRules::Gimlet;
}

QString lastGoodRelease(const BoardCell &cell)
{
    QString standing;
    bool isOlder = cell.release.gitopsRef.isEmpty();
    for (const PastRelease &past : cell.history) {
        if (past.release.gitopsRef == cell.release.gitopsRef) {
            isOlder = true;
            continue;
        }
        const bool another = cell.release.artifactId.isEmpty() || past.release.artifactId != cell.release.artifactId;
        if (!isOlder || !another || past.release.rolledBack || !gimlet::isFullHash(past.release.gitopsRef))
            continue;
        if (past.state == ReleaseState::WasLive)
            return past.release.gitopsRef;
        if (standing.isEmpty() && past.state != ReleaseState::Failed)
            standing = past.release.gitopsRef;
    }
    return standing;
}

QString lastGoodRelease(const QList<Change> &changes, const CommitWords &words, const QDateTime &now)
{
    const auto current = std::ranges::find(changes, true, &Change::current);
    const QString artifact = current == changes.end() ? QString() : current->artifactId;
    QString standing;
    for (auto it = current == changes.end() ? changes.begin() : current + 1; it != changes.end(); ++it) {
        if (!isRelease(*it) || it->rolledBack || (!artifact.isEmpty() && it->artifactId == artifact))
            continue;
        const ReleaseState state = stateOf(*it, words, now);
        if (state == ReleaseState::WasLive)
            return it->commit;
        if (standing.isEmpty() && state != ReleaseState::Failed)
            standing = it->commit;
    }
    return standing;
}

} // namespace coupe::workspace
