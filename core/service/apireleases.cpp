#include "routes.h"

#include <gimlet/flux.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

/// The environment of a request, checked; else the answer that says what is wrong with it.
std::expected<QString, Answer> environmentOf(const Call &call)
{
    const auto env = call.parameter("env");
    if (!env)
        return std::unexpected(badRequest(u"env parameter is mandatory"_s));
    const auto environments = call.store.environments();
    if (!environments)
        return std::unexpected(Answer(std::unexpect, environments.error()));
    if (!environments->contains(*env))
        return std::unexpected(badRequest());
    return *env;
}

Result<void> addCommitStatus(const Call &call, gimlet::Release &release)
{
    const auto record = call.store.commit(release.gitopsRef);
    if (!record)
        return std::unexpected(record.error());
    if (*record) {
        release.gitopsCommitStatus = (*record)->commit.status;
        release.gitopsCommitStatusDesc = (*record)->commit.statusDesc;
        release.gitopsCommitCreated = (*record)->commit.created;
    }
    return {};
}

} // namespace

Answer listReleases(const Call &call)
{
    const auto env = environmentOf(call);
    if (!env)
        return env.error();
    const auto limit = integerOf(call, "limit", 0);
    const auto offset = integerOf(call, "offset", 0);
    const auto since = timeOf(call, "since");
    const auto until = timeOf(call, "until");
    for (const Error *error : {limit ? nullptr : &limit.error(), offset ? nullptr : &offset.error(),
             since ? nullptr : &since.error(), until ? nullptr : &until.error()}) {
        if (error)
            return badValue(error->message);
    }

    // Gimlet reads no offset, applies no until, and hides what is older than 30 days unless asked.
    const qint64 first = std::clamp<qint64>(*offset, 0, std::numeric_limits<int>::max() / 2);
    const qint64 wanted = *limit == 0 ? 10 : std::min<qint64>(*limit, std::numeric_limits<int>::max() / 2);
    gitops::ReleaseQuery query;
    query.app = call.parameter("app").value_or(QString());
    query.gitRepo = call.parameter("git-repo").value_or(QString());
    if (*since)
        query.since = QDateTime::fromSecsSinceEpoch(**since, Qt::UTC);
    if (*until)
        query.until = QDateTime::fromSecsSinceEpoch(**until, Qt::UTC);
    query.limit = wanted < 0 ? -1 : int(first + wanted);
    auto releases = call.surroundings.gitops->releases(*env, query);
    if (!releases) {
        if (releases.error().kind == ErrorKind::Invalid)
            return badValue(releases.error().message);
        return std::unexpected(releases.error());
    }

    releases->remove(0, std::min<qsizetype>(first, releases->size()));
    for (gimlet::Release &release : *releases) {
        release.gitopsRepo = call.surroundings.gitopsRepoName;
        if (const auto joined = addCommitStatus(call, release); !joined)
            return std::unexpected(joined.error());
    }
    static const QStringList yes{u"1"_s, u"t"_s, u"T"_s, u"TRUE"_s, u"true"_s, u"True"_s};
    if (yes.contains(call.parameter("reverse").value_or(QString())))
        std::ranges::reverse(*releases);
    return json(200, gimlet::toJsonArray(*releases));
}

Answer showStatus(const Call &call)
{
    const auto env = environmentOf(call);
    if (!env)
        return env.error();
    const auto current = call.surroundings.gitops->current(*env);
    if (!current)
        return std::unexpected(current.error());
    const QString app = call.parameter("app").value_or(QString());
    if (!app.isEmpty() && !current->contains(app))
        return notFound(); // Gimlet answers 500, which no client can tell from a failure
    QJsonObject status;
    for (auto it = current->begin(); it != current->end(); ++it) {
        if (!app.isEmpty() && it.key() != app)
            continue;
        std::optional<gimlet::Release> release = it.value();
        if (release)
            release->gitopsRepo = call.surroundings.gitopsRepoName;
        status.insert(it.key(), release ? QJsonValue(gimlet::toJson(*release)) : QJsonValue());
    }
    return json(200, status);
}

Answer postRelease(const Call &call)
{
    auto request = bodyOf<gimlet::ReleaseRequest>(call);
    if (!request)
        return badRequest();
    if (request->env.isEmpty())
        return badRequest(u"env parameter is mandatory"_s);
    if (request->artifactId.isEmpty())
        return badRequest(u"artifact parameter is mandatory"_s);
    request->triggeredBy = call.account.login;

    auto decision = decideOnce(call, [&](Store &store) -> Result<Decision> {
        const auto known = store.hasArtifact(request->artifactId);
        if (!known)
            return std::unexpected(known.error());
        if (!*known)
            return Decision{notFound(u"cannot find artifact with id "_s + request->artifactId), {}};
        const auto environments = store.environments();
        if (!environments)
            return std::unexpected(environments.error());
        // Gimlet queues it and does nothing then.
        if (!environments->contains(request->env))
            return Decision{badRequest(u"no such environment "_s + request->env), {}};
        const Event event = newEvent(call, u"release"_s, request->artifactId, gimlet::toJson(*request));
        if (const auto added = store.addEvent(event); !added)
            return std::unexpected(added.error());
        return Decision{json(201, QJsonObject{{"id"_L1, event.id}, {"type"_L1, event.type}}), event.id};
    });
    if (!decision)
        return std::unexpected(decision.error());
    call.surroundings.worker->wake();
    return std::move(decision->response);
}

} // namespace coupe::service
