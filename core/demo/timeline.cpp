#include "timeline.h"

#include "moment.h"

#include <QHash>

namespace coupe::demo {

namespace {

constexpr int LeastSecondsBetween = 20;
constexpr int LeastSecondsAfterShipping = 60;

using Steps = std::vector<Step>;

/// A relative time such as "3 h" may reach behind yesterday's afternoon: what is newer wins.
void putInOrder(Steps &steps)
{
    for (auto next = steps.rbegin(); next != steps.rend() && next + 1 != steps.rend(); ++next)
        (next + 1)->at = std::min((next + 1)->at, next->at.addSecs(-LeastSecondsBetween));
}

template <typename T> Result<Steps> stepsOf(const QList<T> &list, const QDateTime &now)
{
    Steps steps;
    for (const T &item : list) {
        const Result<QDateTime> at = momentOf(item.at, now);
        if (!at)
            return std::unexpected(at.error());
        steps.push_back({*at, &item});
    }
    return steps;
}

Result<Steps> shippingSteps(const Sample &sample, const QDateTime &now)
{
    Result<Steps> all = stepsOf(sample.commits, now);
    if (!all)
        return all;
    const auto repositoryOf = [](const Step &step) { return std::get<const Commit *>(step.what)->repository; };
    Steps ordered;
    for (auto first = all->begin(); first != all->end();) {
        const QString repository = repositoryOf(*first);
        const auto last =
            std::find_if(first, all->end(), [&](const Step &step) { return repositoryOf(step) != repository; });
        Steps ofRepository(first, last);
        putInOrder(ofRepository);
        ordered.insert(ordered.end(), ofRepository.begin(), ofRepository.end());
        first = last;
    }
    return ordered;
}

void actAfterShipping(Steps &acts, const Steps &shipping, const Sample &sample)
{
    QHash<const Commit *, QDateTime> shipped;
    for (const Step &step : shipping)
        shipped.insert(std::get<const Commit *>(step.what), step.at);
    QDateTime earliest;
    for (Step &step : acts) {
        const Act &act = *std::get<const Act *>(step.what);
        const QDateTime possible = shipped.value(sample.commit(act.app, act.commit)).addSecs(LeastSecondsAfterShipping);
        step.at = std::max(step.at, possible);
        if (earliest.isValid())
            step.at = std::max(step.at, earliest);
        earliest = step.at.addSecs(1);
    }
}

} // namespace

Result<Steps> timelineOf(const Sample &sample, const QDateTime &now)
{
    Result<Steps> steps = shippingSteps(sample, now);
    if (!steps)
        return steps;
    Result<Steps> acts = stepsOf(sample.acts, now);
    if (!acts)
        return acts;
    putInOrder(*acts);
    actAfterShipping(*acts, *steps, sample);
    steps->insert(steps->end(), acts->begin(), acts->end());
    std::ranges::stable_sort(*steps, {}, &Step::at);
    return steps;
}

} // namespace coupe::demo
