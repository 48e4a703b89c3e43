#include "routes.h"

#include <QUuid>

namespace coupe::service {

using namespace Qt::StringLiterals;

Answer postArtifact(const Call &call)
{
    // Gimlet takes anything and answers 201, broken JSON included. Nobody can depend on that, so here it is refused.
    auto artifact = bodyOf<gimlet::Artifact>(call);
    if (!artifact)
        return badValue(artifact.error().detail);
    if (artifact->version.repositoryName.isEmpty())
        return badRequest(u"version.repositoryName is mandatory"_s);
    if (artifact->version.sha.isEmpty())
        return badRequest(u"version.sha is mandatory"_s);
    artifact->id = artifact->version.repositoryName + u'-' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    artifact->created = gimlet::timeFromUnix(call.now());
    artifact->fake = false;
    const QByteArray document = QJsonDocument(gimlet::toJson(*artifact)).toJson(QJsonDocument::Compact);

    auto decision = decideOnce(call, [&](Store &store) -> Result<Decision> {
        const Event event = newEvent(call, u"artifact"_s, artifact->id, {});
        const auto added = andThen(store.addArtifact(*artifact, document), [&] { return store.addEvent(event); });
        if (!added)
            return std::unexpected(added.error());
        return Decision{json(201, document), event.id};
    });
    if (!decision)
        return std::unexpected(decision.error());
    call.surroundings.worker->wake();
    call.surroundings.feed.repositoryChanged(artifact->version.repositoryName);
    return std::move(decision->response);
}

Answer listArtifacts(const Call &call)
{
    const auto limit = integerOf(call, "limit", 0);
    const auto offset = integerOf(call, "offset", 0);
    const auto since = timeOf(call, "since");
    const auto until = timeOf(call, "until");
    for (const Error *error : {limit ? nullptr : &limit.error(), offset ? nullptr : &offset.error(),
             since ? nullptr : &since.error(), until ? nullptr : &until.error()}) {
        if (error)
            return badValue(error->message);
    }
    const auto text = [&](QByteArrayView name) {
        // A filter that is there but empty does not filter.
        auto value = call.parameter(name);
        return value && !value->isEmpty() ? value : std::nullopt;
    };

    ArtifactFilter filter;
    filter.limit = *limit == 0 && *offset == 0 ? 10 : *limit;
    filter.offset = std::max<qint64>(*offset, 0);
    filter.since = *since;
    filter.until = *until;
    filter.repository = text("repository");
    filter.branch = text("branch");
    filter.sourceBranch = text("sourceBranch"); // Gimlet filters the branch by it
    if (const auto event = text("event"))
        filter.event = gimlet::gitEventFromString(*event);
    for (const QByteArray &sha : call.request.parameters("sha")) {
        if (!sha.isEmpty())
            filter.shas.append(QString::fromUtf8(sha));
    }
    return mapped(call.store.artifactListing(filter), [](const QByteArray &listing) { return json(200, listing); });
}

} // namespace coupe::service
