#include "rollbackfacts.h"

#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>

#include <QCoreApplication>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::ReleaseState;
using workspace::RollbackPlan;
using workspace::RollbackTarget;
using Verdict = RollbackPlan::Verdict;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RollbackFacts", text);
}

QString shapeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return u"rolledBack"_s;
    case Verdict::ExpectedToFail:
    case Verdict::MissesTarget:
        return u"failed"_s;
    case Verdict::NothingToDo:
        return u"wasLive"_s;
    case Verdict::Unknown:
        break;
    }
    return u"stalled"_s;
}

/// How it stood when another took its place.
QString lastStatus(ReleaseState state)
{
    switch (state) {
    case ReleaseState::Live:
    case ReleaseState::WasLive:
        return tr("Its last status was %1.").arg(wordOf(ReleaseState::Live));
    case ReleaseState::Unknown:
    case ReleaseState::Wanted:
    case ReleaseState::Replaced:
        return tr("The API says nothing of its status.");
    default:
        return tr("Its last status was %1.").arg(wordOf(state));
    }
}

QString livedText(const RollbackTarget &target, const QDateTime &now)
{
    if (!target.from.isValid())
        return tr("Neither git nor the API tells when it was released.");
    const QString from = dayText(target.from, now);
    QString text = target.until.isValid() ? tr("There from %1 to %2").arg(from, dayText(target.until, now))
                                          : tr("Released %1").arg(from);
    if (!target.by.isEmpty())
        text = tr("%1, released by %2").arg(text, releasedBy(target.by));
    return tr("%1. %2").arg(text, lastStatus(target.state));
}

} // namespace

RollbackFacts rollbackFacts(const RollbackPlan &plan, bool ours, const QDateTime &triedAt, const QDateTime &now)
{
    const RollbackTarget &target = plan.target;
    const bool tried = !plan.head.isEmpty();
    RollbackFacts facts;
    facts.known = true;
    facts.version = displayText(target.label(), Lines::Single, 40);
    facts.subject = target.version ? displayText(target.version->subject()) : QString();
    facts.livedText = livedText(target, now);
    facts.livedTip = target.until.isValid() ? tr("%1 to %2").arg(exactText(target.from), exactText(target.until))
                                            : exactText(target.from);
    if (!plan.steps.isEmpty()) {
        facts.stepsText = ours ? tr("The server takes these gitops commits back, newest first:")
                               : tr("Gimlet reverts these gitops commits, newest first:");
    } else if (tried) {
        facts.stepsText = tr("No gitops commit.");
    }
    facts.verdictShape = shapeOf(plan.verdict);
    facts.verdictTitle = displayText(plan.verdictTitle);
    facts.verdictText = displayText(plan.verdictText);
    if (tried && triedAt.isValid())
        facts.triedText = tr("Tried in memory on the mirror at %1. Nothing was written.").arg(clockText(triedAt));
    facts.rollBackFirst = plan.suggested == RollbackPlan::Way::RollBack;
    facts.rollBackPossible = plan.rollBack.possible;
    const bool against = plan.verdict == Verdict::ExpectedToFail || plan.verdict == Verdict::MissesTarget;
    facts.rollBackTitle = against && plan.rollBack.possible ? tr("Roll back anyway") : tr("Roll back");
    facts.rollBackText = displayText(plan.rollBack.sentence);
    facts.redeployPossible = plan.redeploy.possible;
    facts.redeployText = displayText(plan.redeploy.sentence);
    facts.alsoChanges = displayText(plan.alsoChanges);
    for (const RollbackPlan::PolicyNote &note : plan.policies) {
        facts.policyTexts << displayText(note.sentence);
        facts.policyWarns |= note.warns;
    }
    return facts;
}

} // namespace coupe::ui
