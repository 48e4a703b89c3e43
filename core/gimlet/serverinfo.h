#pragma once

#include <gimlet/json.h>

namespace coupe::gimlet {

/// GET /flags (contract §1.1).
struct Flags {
    QString provider;
    bool termsOfServiceFeatureFlag = false;

    bool operator==(const Flags &) const = default;
};

/// GET /api/app: the only place on the wire that names a version (contract §3.12).
struct AppInfo {
    QString appName;
    QString dashboardVersion;

    bool operator==(const AppInfo &) const = default;
};

/// GET /api/gitopsRepo (contract §3.9): the repo of environments that have none of their own.
struct GitopsRepo {
    QString gitopsRepo; ///< "owner/name"; empty when every environment has its own

    bool operator==(const GitopsRepo &) const = default;
};

void decode(const JsonDecoder::Object &object, Flags &flags);
void decode(const JsonDecoder::Object &object, AppInfo &info);
void decode(const JsonDecoder::Object &object, GitopsRepo &repo);
QJsonObject toJson(const Flags &flags);
QJsonObject toJson(const AppInfo &info);
QJsonObject toJson(const GitopsRepo &repo);

} // namespace coupe::gimlet
