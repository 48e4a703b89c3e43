#include "routes.h"

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

/// env, app and what else a request needs of its query; or the answer that names what is missing.
std::expected<gimlet::RollbackRequest, Response> targetOf(const Call &call, bool withSha)
{
    const auto env = call.parameter("env");
    const auto app = call.parameter("app");
    const auto sha = call.parameter("sha");
    if (!env)
        return std::unexpected(badRequest(u"env parameter is mandatory"_s));
    if (!app)
        return std::unexpected(badRequest(u"app parameter is mandatory"_s));
    if (!sha && withSha)
        return std::unexpected(badRequest(u"sha parameter is mandatory"_s));
    const auto environments = call.store.environments();
    if (!environments)
        return std::unexpected(responseTo(environments.error()));
    if (!environments->contains(*env))
        return std::unexpected(badRequest(u"no such environment "_s + *env));
    const auto path =
        andThen(gitops::Layout::make(*env), [&](const gitops::Layout &layout) { return layout.appPath(*app); });
    if (!path)
        return std::unexpected(badValue(path.error().message));
    return gimlet::RollbackRequest{*env, *app, sha.value_or(QString()), call.account.login};
}

/// What a client is told that asked for what cannot be.
Response refusalOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Invalid:
        return badValue(error.message);
    case ErrorKind::NotFound:
        return notFound(error.message);
    default:
        return responseTo(error);
    }
}

/// Queues @p request and answers with @p answer, unless it is already known to be @p impossible. Asked after the
/// request's Idempotency-Key: what was queued once stays queued, whatever became of the gitops repo since.
Result<Decision> queue(const Call &call, const QString &type, const gimlet::RollbackRequest &request,
    const Result<void> &possible, Response (*answer)(const Event &))
{
    auto decision = decideOnce(call, [&](Store &store) -> Result<Decision> {
        if (!possible)
            return Decision{refusalOf(possible.error()), {}};
        const Event event = newEvent(call, type, {}, gimlet::toJson(request));
        if (const auto added = store.addEvent(event); !added)
            return std::unexpected(added.error());
        return Decision{answer(event), event.id};
    });
    call.surroundings.worker->wake();
    return decision;
}

} // namespace

Answer postRollback(const Call &call)
{
    const auto request = targetOf(call, true);
    if (!request)
        return request.error();
    // Gimlet reverts the app's whole history when it does not find the hash: a typing error removes the app. Not here.
    // The history is read before the database is locked; the worker looks again, since the head may move until then.
    const auto possible = call.surroundings.gitops->checkRollback(request->env, request->app, request->targetSha);
    const auto answer = [](const Event &event) { return json(201, QJsonObject{{"id"_L1, event.id}}); };
    return mapped(queue(call, u"rollback"_s, *request, possible, answer),
        [](Decision &&decision) { return std::move(decision.response); });
}

Answer postDelete(const Call &call)
{
    using namespace std::chrono_literals;
    const auto request = targetOf(call, false);
    if (!request)
        return request.error();
    auto decision = queue(call, u"delete"_s, *request, {}, [](const Event &) { return json(200, QJsonObject()); });
    if (!decision || decision->eventId.isEmpty())
        return mapped(std::move(decision), [](Decision &&other) { return std::move(other.response); });
    // The answer says that it is done, so it takes its turn behind the events that were there before: an app whose
    // first release is still queued can be deleted, and only the worker knows that there was none.
    const auto event = call.surroundings.worker->waitFor(call.store, decision->eventId, 50s);
    if (!event)
        return std::unexpected(event.error());
    if (!*event)
        return Response{504, {}, {}, {}};
    if ((*event)->status == "error"_L1)
        return plain(500, u"Internal Server Error - "_s + (*event)->statusDesc);
    const gimlet::ReleaseResult result = (*event)->results.value(0);
    if (result.status == "failure"_L1)
        return notFound(result.statusDesc);
    return std::move(decision->response);
}

} // namespace coupe::service
