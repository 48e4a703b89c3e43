#include "routes.h"

#include <gimlet/environment.h>
#include <gimlet/serverinfo.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

Answer showHealth(const Call &)
{
    return Response{};
}

Answer showFlags(const Call &)
{
    return json(200, gimlet::toJson(gimlet::Flags{}));
}

Answer showApp(const Call &)
{
    // The generation whose contract is served; clients choose by it what to offer.
    return json(200, gimlet::toJson(gimlet::AppInfo{u"Coupe"_s, u"v0.26.1"_s}));
}

Answer showGitopsRepo(const Call &call)
{
    // Of Gimlets only generation D has it; asked for here, it saves clients a guess.
    return json(200, gimlet::toJson(gimlet::GitopsRepo{call.surroundings.gitopsRepoName}));
}

Answer listEnvironments(const Call &call)
{
    return mapped(call.store.environments(), [&](const QStringList &names) {
        gimlet::EnvironmentList list;
        for (const QString &name : names) {
            gimlet::Environment &environment = list.envs.emplaceBack();
            environment.name = name;
            environment.infraRepo = call.surroundings.gitopsRepoName;
            environment.appsRepo = call.surroundings.gitopsRepoName;
            environment.builtIn = true;
        }
        return json(200, gimlet::toJson(list));
    });
}

Answer listAgents(const Call &)
{
    return json(200, QJsonObject{{"agents"_L1, QJsonArray()}});
}

Answer listen(const Call &call)
{
    if (!call.request.isWebSocketUpgrade)
        return badRequest();
    return Response{Response::SwitchProtocols, {}, {}, {}};
}

} // namespace coupe::service
