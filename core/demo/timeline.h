#pragma once

#include <demo/sample.h>

#include <variant>
#include <vector>

namespace coupe::demo {

/// Something that happened at the company: CI shipped a commit, or somebody acted. Points into the sample.
struct Step {
    QDateTime at; ///< UTC
    std::variant<const Commit *, const Act *> what;
};

/// Everything that happened, in order, as seen from @p now. Whatever the hour and the day of the week, the order of
/// each repository's commits, and that of the acts, is the sample's, and nobody deploys what CI has not shipped.
Result<std::vector<Step>> timelineOf(const Sample &sample, const QDateTime &now);

} // namespace coupe::demo
