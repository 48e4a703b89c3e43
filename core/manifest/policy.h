#pragma once

#include <gimlet/manifest.h>

namespace coupe::manifest {

/// One thing that a deploy policy asks for, and how an artifact answers it.
struct PolicyClause {
    enum class Subject { Event, Tag, Branch, CommitMessage };
    enum class Answer {
        Matches,
        DoesNotMatch,
        Broken, ///< the pattern is not one
    };

    Subject subject = Subject::Event;
    Answer answer = Answer::DoesNotMatch;
    QString wanted; ///< as the policy writes it; patterns of the message are joined with ", "
    QString actual; ///< the artifact's value, untrusted; may be empty
    QString sentence; ///< "The branch feature/x does not match main."

    bool operator==(const PolicyClause &) const = default;
};

/// What a deploy policy says of an artifact.
struct PolicyVerdict {
    enum class Outcome {
        ByHandOnly, ///< no policy, or an empty one: never by itself
        Deploys,
        DoesNotDeploy,
        Broken, ///< cannot be decided; @c summary says which pattern and why
    };

    Outcome outcome = Outcome::ByHandOnly;
    QList<PolicyClause>
        clauses; ///< all of them, in the order in which they decide; the first that does not match decides
    QString summary; ///< one sentence

    bool deploys() const { return outcome == Outcome::Deploys; }

    bool operator==(const PolicyVerdict &) const = default;
};

/// Whether an artifact of @p version deploys by itself (contract §7.3, with tags negated as branches are). @p policy
/// may be null. Pure, never fails.
PolicyVerdict evaluate(const gimlet::DeployPolicy *policy, const gimlet::Version &version);

inline PolicyVerdict evaluate(const std::optional<gimlet::DeployPolicy> &policy, const gimlet::Version &version)
{
    return evaluate(policy ? &*policy : nullptr, version);
}

} // namespace coupe::manifest
