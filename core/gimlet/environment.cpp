#include "environment.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, Environment &environment)
{
    object.read("name"_L1, environment.name);
    object.read("infraRepo"_L1, environment.infraRepo);
    object.read("appsRepo"_L1, environment.appsRepo);
    object.read("repoPerEnv"_L1, environment.repoPerEnv);
    object.read("kustomizationPerApp"_L1, environment.kustomizationPerApp);
    object.read("builtIn"_L1, environment.builtIn);
}

void decode(const JsonDecoder::Object &object, ConnectedAgent &agent)
{
    object.read("name"_L1, agent.name);
    QList<QJsonObject> stacks;
    object.read("stacks"_L1, stacks);
    for (const QJsonObject &stack : std::as_const(stacks)) {
        const QJsonObject service = stack.value("service"_L1).toObject();
        const QString owner = stack.value("osca"_L1).toObject().value("owner"_L1).toString();
        const QString name = service.value("name"_L1).toString();
        if (!owner.isEmpty() && !name.isEmpty())
            agent.owners.insert(service.value("namespace"_L1).toString() + u'/' + name, owner);
    }
}

void decode(const JsonDecoder::Object &object, EnvironmentList &list)
{
    object.read("envs"_L1, list.envs);
    object.read("connectedAgents"_L1, list.connectedAgents);
}

QJsonObject toJson(const Environment &environment)
{
    return {
        {"name"_L1, environment.name},
        {"infraRepo"_L1, environment.infraRepo},
        {"appsRepo"_L1, environment.appsRepo},
        {"repoPerEnv"_L1, environment.repoPerEnv},
        {"kustomizationPerApp"_L1, environment.kustomizationPerApp},
        {"builtIn"_L1, environment.builtIn},
        {"stackConfig"_L1, QJsonValue()},
        {"stackDefinition"_L1, QJsonValue()},
        {"deploymentAutomationEnabled"_L1, false},
    };
}

QJsonObject toJson(const ConnectedAgent &agent)
{
    QJsonArray stacks;
    for (auto it = agent.owners.begin(); it != agent.owners.end(); ++it) {
        stacks.append(QJsonObject{
            {"env"_L1, agent.name},
            {"osca"_L1, QJsonObject{{"owner"_L1, it.value()}}},
            {"service"_L1,
                QJsonObject{{"name"_L1, it.key().section(u'/', 1)}, {"namespace"_L1, it.key().section(u'/', 0, 0)}}},
        });
    }
    return {{"name"_L1, agent.name}, {"stacks"_L1, stacks}, {"fluxState"_L1, QJsonValue()}};
}

QJsonObject toJson(const EnvironmentList &list)
{
    return {{"connectedAgents"_L1, toJsonArray(list.connectedAgents)}, {"envs"_L1, toJsonArray(list.envs)}};
}

} // namespace coupe::gimlet
