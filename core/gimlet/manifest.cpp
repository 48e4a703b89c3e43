#include "manifest.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, DeployPolicy &policy)
{
    object.read("tag"_L1, policy.tag);
    object.read("branch"_L1, policy.branch);
    const QJsonValue event = object.take("event"_L1);
    if (event.isString())
        policy.event = gitEventFromString(event.toString());
    else if (!event.isNull())
        object.refuse("event"_L1, "a text"_L1);
    object.read("commitMessagePatterns"_L1, policy.commitMessagePatterns);
}

void decode(const JsonDecoder::Object &object, CleanupPolicy &policy)
{
    object.read("app"_L1, policy.app);
    object.read("event"_L1, policy.event);
    object.read("branch"_L1, policy.branch);
}

void decode(const JsonDecoder::Object &object, Chart &chart)
{
    object.read("repository"_L1, chart.repository);
    object.read("name"_L1, chart.name);
    object.read("version"_L1, chart.version);
}

void decode(const JsonDecoder::Object &object, Json6902Patch &patch)
{
    object.read("patch"_L1, patch.patch);
    object.read("target"_L1, patch.target);
}

void decode(const JsonDecoder::Object &object, Manifest &manifest)
{
    object.read("app"_L1, manifest.app);
    object.read("env"_L1, manifest.env);
    object.read("namespace"_L1, manifest.namespaceName);
    object.read("preview"_L1, manifest.preview);
    object.read("deploy"_L1, manifest.deploy);
    object.read("cleanup"_L1, manifest.cleanup);
    object.read("chart"_L1, manifest.chart);
    object.read("values"_L1, manifest.values);
    object.read("strategicMergePatches"_L1, manifest.strategicMergePatches);
    object.read("json6902Patches"_L1, manifest.json6902Patches);
    object.read("manifests"_L1, manifest.manifests);
    object.read("dependencies"_L1, manifest.dependencies);
    object.within("tenant"_L1, [&](const JsonDecoder::Object &tenant) { tenant.read("name"_L1, manifest.tenant); });
}

QJsonObject toJson(const DeployPolicy &policy)
{
    QJsonObject json;
    putUnlessEmpty(json, "tag"_L1, policy.tag);
    putUnlessEmpty(json, "branch"_L1, policy.branch);
    if (policy.event)
        json.insert("event"_L1, toString(*policy.event));
    putUnlessEmpty(json, "commitMessagePatterns"_L1, policy.commitMessagePatterns);
    return json;
}

QJsonObject toJson(const CleanupPolicy &policy)
{
    QJsonObject json;
    putUnlessEmpty(json, "app"_L1, policy.app);
    putUnlessEmpty(json, "event"_L1, policy.event);
    putUnlessEmpty(json, "branch"_L1, policy.branch);
    return json;
}

QJsonObject toJson(const Chart &chart)
{
    QJsonObject json;
    putUnlessEmpty(json, "repository"_L1, chart.repository);
    putUnlessEmpty(json, "name"_L1, chart.name);
    putUnlessEmpty(json, "version"_L1, chart.version);
    return json;
}

QJsonObject toJson(const Json6902Patch &patch)
{
    return {{"patch"_L1, patch.patch}, {"target"_L1, patch.target}};
}

QJsonObject toJson(const Manifest &manifest)
{
    QJsonObject json{{"app"_L1, manifest.app}, {"env"_L1, manifest.env}};
    putUnlessEmpty(json, "namespace"_L1, manifest.namespaceName);
    if (manifest.preview)
        json.insert("preview"_L1, true);
    if (manifest.deploy)
        json.insert("deploy"_L1, toJson(*manifest.deploy));
    if (manifest.cleanup)
        json.insert("cleanup"_L1, toJson(*manifest.cleanup));
    if (manifest.chart)
        json.insert("chart"_L1, toJson(*manifest.chart));
    if (!manifest.values.isEmpty())
        json.insert("values"_L1, manifest.values);
    putUnlessEmpty(json, "strategicMergePatches"_L1, manifest.strategicMergePatches);
    if (!manifest.json6902Patches.isEmpty())
        json.insert("json6902Patches"_L1, toJsonArray(manifest.json6902Patches));
    putUnlessEmpty(json, "manifests"_L1, manifest.manifests);
    putUnlessEmpty(json, "dependencies"_L1, manifest.dependencies);
    if (!manifest.tenant.isEmpty())
        json.insert("tenant"_L1, QJsonObject{{"name"_L1, manifest.tenant}});
    return json;
}

} // namespace coupe::gimlet
