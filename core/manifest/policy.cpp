#include "policy.h"

#include "glob.h"

namespace coupe::manifest {

using namespace Qt::StringLiterals;

namespace {

using Answer = PolicyClause::Answer;
using Subject = PolicyClause::Subject;

QString described(const QString &value)
{
    return value.isEmpty() ? u"(empty)"_s : value;
}

/// The policy's event must be one that carries a branch, or a tag.
std::optional<PolicyClause> contradiction(const gimlet::DeployPolicy &policy)
{
    using gimlet::GitEvent;
    const QString said = policy.event ? gimlet::toString(*policy.event) : QString();
    if (!policy.branch.isEmpty() && policy.event != GitEvent::Push && policy.event != GitEvent::PullRequest) {
        return PolicyClause{Subject::Event, Answer::DoesNotMatch, u"push or pr"_s, said,
            u"The policy names a branch, but not the event push or pr: it never matches."_s};
    }
    if (!policy.tag.isEmpty() && policy.event != GitEvent::Tag) {
        return PolicyClause{Subject::Event, Answer::DoesNotMatch, u"tag"_s, said,
            u"The policy names a tag, but not the event tag: it never matches."_s};
    }
    return {};
}

PolicyClause nameClause(Subject subject, const QString &what, const QString &wanted, const QString &actual)
{
    PolicyClause clause{subject, Answer::DoesNotMatch, wanted, actual, {}};
    const bool negated = wanted.startsWith(u'!');
    const QString pattern = negated ? wanted.mid(1) : wanted;
    const auto glob = Glob::compile(pattern);
    if (!glob) {
        clause.answer = Answer::Broken;
        clause.sentence = u"The %1 cannot be compared: %2"_s.arg(what, glob.error().message);
        return clause;
    }
    const bool same = pattern == actual || glob->matches(actual);
    clause.answer = same != negated ? Answer::Matches : Answer::DoesNotMatch;
    clause.sentence =
        (clause.answer == Answer::Matches ? u"The %1 %2 matches %3."_s : u"The %1 %2 does not match %3."_s)
            .arg(what, described(actual), wanted);
    return clause;
}

PolicyClause eventClause(gimlet::GitEvent wanted, gimlet::GitEvent actual)
{
    const bool same = wanted == actual;
    const QString is = gimlet::toString(actual);
    const QString should = gimlet::toString(wanted);
    return {Subject::Event, same ? Answer::Matches : Answer::DoesNotMatch, should, is,
        same ? u"The event is %1."_s.arg(is) : u"The event is %1, not %2."_s.arg(is, should)};
}

PolicyClause messageClause(const QStringList &patterns, const QString &message)
{
    PolicyClause clause{Subject::CommitMessage, Answer::DoesNotMatch, patterns.join(u", "_s), message,
        u"The commit message matches none of the patterns."_s};
    if (message.contains(u"[DEPLOY: ALL]"_s)) {
        clause.answer = Answer::Matches;
        clause.sentence = u"The commit message says [DEPLOY: ALL]."_s;
        return clause;
    }
    for (const QString &pattern : patterns) {
        // Brackets are how people write such markers, so Gimlet takes them as they are.
        QString escaped = pattern;
        escaped.replace(u"["_s, u"\\["_s).replace(u"]"_s, u"\\]"_s);
        const auto glob = Glob::compile(escaped);
        if (!glob) {
            clause.answer = Answer::Broken;
            clause.sentence = u"The commit message cannot be compared: %1"_s.arg(glob.error().message);
            return clause;
        }
        if (glob->matches(message)) {
            clause.answer = Answer::Matches;
            clause.sentence = u"The commit message matches %1."_s.arg(pattern);
            return clause;
        }
    }
    return clause;
}

} // namespace

PolicyVerdict evaluate(const gimlet::DeployPolicy *policy, const gimlet::Version &version)
{
    PolicyVerdict verdict;
    if (!policy
        || (policy->branch.isEmpty() && policy->tag.isEmpty() && !policy->event
            && policy->commitMessagePatterns.isEmpty())) {
        verdict.summary = u"Deploys by hand only: it has no deploy policy."_s;
        return verdict;
    }

    // In the order in which Gimlet decides.
    if (auto clause = contradiction(*policy))
        verdict.clauses.append(*clause);
    if (!policy->tag.isEmpty())
        verdict.clauses.append(nameClause(Subject::Tag, u"tag"_s, policy->tag, version.tag));
    if (!policy->branch.isEmpty())
        verdict.clauses.append(nameClause(Subject::Branch, u"branch"_s, policy->branch, version.branch));
    if (policy->event)
        verdict.clauses.append(eventClause(*policy->event, version.event));
    if (!policy->commitMessagePatterns.isEmpty())
        verdict.clauses.append(messageClause(policy->commitMessagePatterns, version.message));

    const auto decisive = std::ranges::find_if(
        verdict.clauses, [](const PolicyClause &clause) { return clause.answer != Answer::Matches; });
    if (decisive == verdict.clauses.end()) {
        verdict.outcome = PolicyVerdict::Outcome::Deploys;
        verdict.summary = u"Deploys by itself: all of its policy matches."_s;
    } else {
        verdict.outcome =
            decisive->answer == Answer::Broken ? PolicyVerdict::Outcome::Broken : PolicyVerdict::Outcome::DoesNotDeploy;
        verdict.summary = decisive->sentence;
    }
    return verdict;
}

} // namespace coupe::manifest
