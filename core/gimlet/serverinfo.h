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

void decode(const JsonDecoder::Object &object, Flags &flags);
void decode(const JsonDecoder::Object &object, AppInfo &info);
QJsonObject toJson(const Flags &flags);
QJsonObject toJson(const AppInfo &info);

} // namespace coupe::gimlet
