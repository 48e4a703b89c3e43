#pragma once

#include <gimlet/json.h>

namespace coupe::gimlet {

/// Where apps run (contract §3.11).
struct Environment {
    QString name;
    QString infraRepo;
    QString appsRepo;
    bool repoPerEnv = false;
    bool kustomizationPerApp = false;
    bool builtIn = false;

    bool operator==(const Environment &) const = default;
};

/// An agent that watches a cluster for the server. Its stacks are what runs; only their owners matter to us so far.
struct ConnectedAgent {
    QString name;
    QMap<QString, QString> owners; ///< "namespace/service" → who owns it

    bool operator==(const ConnectedAgent &) const = default;
};

/// GET /api/envs.
struct EnvironmentList {
    QList<Environment> envs;
    QList<ConnectedAgent> connectedAgents;

    bool operator==(const EnvironmentList &) const = default;
};

void decode(const JsonDecoder::Object &object, Environment &environment);
void decode(const JsonDecoder::Object &object, ConnectedAgent &agent);
void decode(const JsonDecoder::Object &object, EnvironmentList &list);
QJsonObject toJson(const Environment &environment);
QJsonObject toJson(const ConnectedAgent &agent);
QJsonObject toJson(const EnvironmentList &list);

} // namespace coupe::gimlet
