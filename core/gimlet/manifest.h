#pragma once

#include <gimlet/version.h>

namespace coupe::gimlet {

/// When an artifact deploys by itself (contract §7.3). Patterns are verbatim, templates included.
struct DeployPolicy {
    QString tag;
    QString branch;
    std::optional<GitEvent> event; ///< absent is not the same as push here
    QStringList commitMessagePatterns;

    bool operator==(const DeployPolicy &) const = default;
};

/// When an app is removed by itself (contract §7.4).
struct CleanupPolicy {
    QString app;
    QString event; ///< only "branchDeleted" exists
    QString branch;

    bool operator==(const CleanupPolicy &) const = default;
};

struct Chart {
    QString repository;
    QString name;
    QString version;

    bool operator==(const Chart &) const = default;
};

struct Json6902Patch {
    QString patch;
    QJsonObject target; ///< group, version, kind, name

    bool operator==(const Json6902Patch &) const = default;
};

/// How one app is deployed to one environment: a `.gimlet/*.yaml` file (contract §7.1).
struct Manifest {
    QString app;
    QString env;
    QString namespaceName; ///< "namespace" on the wire
    bool preview = false;
    std::optional<DeployPolicy> deploy;
    std::optional<CleanupPolicy> cleanup;
    std::optional<Chart> chart;
    QJsonObject values;
    QString strategicMergePatches;
    QList<Json6902Patch> json6902Patches;
    QString manifests; ///< raw YAML
    QList<QJsonObject> dependencies;
    QString tenant;

    bool operator==(const Manifest &) const = default;
};

void decode(const JsonDecoder::Object &object, DeployPolicy &policy);
void decode(const JsonDecoder::Object &object, CleanupPolicy &policy);
void decode(const JsonDecoder::Object &object, Chart &chart);
void decode(const JsonDecoder::Object &object, Json6902Patch &patch);
void decode(const JsonDecoder::Object &object, Manifest &manifest);
QJsonObject toJson(const DeployPolicy &policy);
QJsonObject toJson(const CleanupPolicy &policy);
QJsonObject toJson(const Chart &chart);
QJsonObject toJson(const Json6902Patch &patch);
QJsonObject toJson(const Manifest &manifest);

} // namespace coupe::gimlet
