#include "artifact.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, Artifact &artifact)
{
    qint64 created = 0;
    object.read("id"_L1, artifact.id);
    object.read("created"_L1, created);
    object.read("version"_L1, artifact.version);
    object.read("context"_L1, artifact.context);
    object.read("environments"_L1, artifact.environments);
    object.read("cueEnvironments"_L1, artifact.cueEnvironments);
    object.read("items"_L1, artifact.items);
    object.read("vars"_L1, artifact.vars);
    object.read("fake"_L1, artifact.fake);
    artifact.created = timeFromUnix(created);
}

QJsonObject toJson(const Artifact &artifact)
{
    QJsonObject json;
    putUnlessEmpty(json, "id"_L1, artifact.id);
    putUnlessZero(json, "created"_L1, unixFromTime(artifact.created));
    json.insert("version"_L1, toJson(artifact.version));
    putUnlessEmpty(json, "context"_L1, artifact.context);
    if (!artifact.environments.isEmpty())
        json.insert("environments"_L1, toJsonArray(artifact.environments));
    putUnlessEmpty(json, "cueEnvironments"_L1, artifact.cueEnvironments);
    putUnlessEmpty(json, "items"_L1, artifact.items);
    putUnlessEmpty(json, "vars"_L1, artifact.vars);
    if (artifact.fake)
        json.insert("fake"_L1, true);
    return json;
}

QMap<QString, QString> templateVariables(const Artifact &artifact)
{
    QMap<QString, QString> variables = artifact.context;
    for (const QJsonObject &item : artifact.items) {
        for (auto it = item.begin(); it != item.end(); ++it) {
            if (it.value().isString())
                variables.insert(it.key(), it.value().toString());
        }
    }
    variables.insert(artifact.vars);
    return variables;
}

bool looksSecret(const QString &variableName)
{
    static constexpr QStringView marks[] = {u"TOKEN", u"SECRET", u"PASSWORD", u"PASSWD", u"KEY", u"CREDENTIAL", u"DSN"};
    return std::ranges::any_of(
        marks, [&](QStringView mark) { return variableName.contains(mark, Qt::CaseInsensitive); });
}

} // namespace coupe::gimlet
