#pragma once

#include <gimlet/release.h>
#include <workspace/board.h>
#include <workspace/request.h>

#include <array>

namespace coupe::workspace {

enum class StepState {
    Waiting,
    Running,
    Done,
    Failed,
    Unknown,
    Skipped, ///< nothing to do
};

struct ActivityStep {
    StepState state = StepState::Waiting;
    QDateTime at; ///< UTC; invalid when unknown

    bool operator==(const ActivityStep &) const = default;
};

/// One running or recent request of anybody's, as a rail: requested, written to git, applied, healthy.
struct ActivityItem {
    enum Step { Requested, Written, Applied, Healthy };

    QString id; ///< the request's id, else the gitops commit's hash
    RequestKind kind = RequestKind::Deploy;
    QString app;
    QString environment;
    QString label;
    QString by; ///< a login, "policy", or empty for oneself
    bool mine = false;
    bool running = false;
    bool noChange = false;
    bool unknownOutcome = false;
    bool isProtected = false;
    ReleaseState outcome = ReleaseState::Unknown;
    std::array<ActivityStep, 4> steps;
    QString gitopsHash;
    QString reason; ///< what one gave for an own request
    QString message; ///< one sentence, for people
    QString serverWords; ///< verbatim
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid while running

    bool operator==(const ActivityItem &) const = default;
};

/// Own requests from the journal, everybody's else from the releases; a release that came of an own request is not told
/// twice. Running first, then newest first. Pure; any thread.
QList<ActivityItem> makeActivity(const QList<Request> &requests, const QHash<QString, QList<gimlet::Release>> &releases,
    const Profile &profile, const QDateTime &now);

} // namespace coupe::workspace
