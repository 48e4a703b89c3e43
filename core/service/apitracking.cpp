#include "routes.h"

#include <gimlet/flux.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

Answer track(const Call &call, const Result<std::optional<Event>> &found)
{
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return notFound(); // Gimlet appends JSON to it
    const Event &event = **found;
    gimlet::ReleaseStatus status{event.type, event.status, event.statusDesc, event.results};
    for (gimlet::ReleaseResult &result : status.results) {
        if (result.hash.isEmpty())
            continue;
        const auto record = call.store.commit(result.hash);
        if (!record)
            return std::unexpected(record.error());
        if (*record) {
            result.gitopsCommitStatus = (*record)->commit.status;
            result.gitopsCommitStatusDesc = (*record)->commit.statusDesc;
        }
    }
    return json(200, gimlet::toJson(status));
}

} // namespace

Answer trackRelease(const Call &call)
{
    const auto id = call.parameter("id");
    if (!id)
        return badRequest(u"id parameter is mandatory"_s);
    return track(call, call.store.event(*id));
}

Answer trackArtifact(const Call &call)
{
    const auto id = call.parameter("artifactId");
    if (!id)
        return badRequest(u"id parameter is mandatory"_s); // Gimlet's words, for this parameter too
    return track(call, call.store.eventOfArtifact(*id));
}

Answer listGitopsCommits(const Call &call)
{
    return mapped(
        call.store.newestCommits(20), [](const auto &commits) { return json(200, gimlet::toJsonArray(commits)); });
}

} // namespace coupe::service
