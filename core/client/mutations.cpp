#include "mutations.h"

#include "messages.h"
#include "queryitems.h"

#include <gimlet/commithash.h>

#include <QJsonDocument>

namespace coupe::client {

using namespace Qt::StringLiterals;
using gimlet::JsonDecoder;

namespace {

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

/// An id is what makes it a queued event: a proxy's answer has none.
static void decode(const JsonDecoder::Object &object, QueuedEvent &event)
{
    object.read("id"_L1, event.id);
    object.read("type"_L1, event.type);
    if (event.id.isEmpty())
        object.refuse("id"_L1, "a text"_L1);
}

QString PostRelease::path() const
{
    return u"/api/releases"_s;
}

QUrlQuery PostRelease::query() const
{
    return {};
}

QByteArray PostRelease::body() const
{
    return compact(toJson(request));
}

Result<void> PostRelease::check() const
{
    if (request.env.isEmpty() || request.app.isEmpty() || request.artifactId.isEmpty())
        return failure(ErrorKind::Invalid, messages::deployNeedsNames());
    return {};
}

Result<PostRelease::Reply> PostRelease::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<QueuedEvent>(json);
}

QString PostRollback::path() const
{
    return u"/api/rollback"_s;
}

QUrlQuery PostRollback::query() const
{
    QUrlQuery query;
    add(query, u"env"_s, env);
    add(query, u"app"_s, app);
    add(query, u"sha"_s, sha);
    return query;
}

QByteArray PostRollback::body() const
{
    return "{}"_ba;
}

Result<void> PostRollback::check() const
{
    if (env.isEmpty() || app.isEmpty() || !gimlet::isFullHash(sha))
        return failure(ErrorKind::Invalid, messages::rollbackNeedsFullHash());
    return {};
}

Result<PostRollback::Reply> PostRollback::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<QueuedEvent>(json);
}

QString PostDelete::path() const
{
    return u"/api/delete"_s;
}

QUrlQuery PostDelete::query() const
{
    QUrlQuery query;
    add(query, u"env"_s, env);
    add(query, u"app"_s, app);
    return query;
}

QByteArray PostDelete::body() const
{
    return "{}"_ba;
}

Result<void> PostDelete::check() const
{
    if (env.isEmpty() || app.isEmpty())
        return failure(ErrorKind::Invalid, messages::deleteNeedsNames());
    return {};
}

Result<PostDelete::Reply> PostDelete::parse(const QJsonValue &json)
{
    if (!json.isObject() || !json.toObject().isEmpty())
        return failure(ErrorKind::Malformed, messages::unexpectedSuccess());
    return Noted{};
}

QString PostArtifact::path() const
{
    return u"/api/artifact"_s;
}

QUrlQuery PostArtifact::query() const
{
    return {};
}

QByteArray PostArtifact::body() const
{
    return compact(toJson(artifact));
}

Result<void> PostArtifact::check() const
{
    if (artifact.version.repositoryName.isEmpty() || artifact.version.sha.isEmpty())
        return failure(ErrorKind::Invalid, messages::artifactNeedsVersion());
    return {};
}

Result<PostArtifact::Reply> PostArtifact::parse(const QJsonValue &json)
{
    auto stored = JsonDecoder::decodeObject<gimlet::Artifact>(json);
    if (stored && stored->id.isEmpty())
        return failure(ErrorKind::Malformed, messages::unexpectedSuccess(), u"id is missing"_s);
    return stored;
}

QString PostFluxEvent::path() const
{
    return u"/api/flux-events"_s;
}

QUrlQuery PostFluxEvent::query() const
{
    QUrlQuery query;
    add(query, u"env"_s, env);
    return query;
}

QByteArray PostFluxEvent::body() const
{
    return compact(toJson(event));
}

Result<void> PostFluxEvent::check() const
{
    if (env.isEmpty() || event.revision.isEmpty())
        return failure(ErrorKind::Invalid, messages::fluxEventNeedsEnvironment());
    return {};
}

Result<PostFluxEvent::Reply> PostFluxEvent::parse(const QJsonValue &json)
{
    if (!json.isUndefined())
        return failure(ErrorKind::Malformed, messages::unexpectedSuccess());
    return Noted{};
}

} // namespace coupe::client
