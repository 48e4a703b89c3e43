#include "serverinfo.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, Flags &flags)
{
    object.read("provider"_L1, flags.provider);
    object.read("termsOfServiceFeatureFlag"_L1, flags.termsOfServiceFeatureFlag);
}

void decode(const JsonDecoder::Object &object, AppInfo &info)
{
    object.read("appName"_L1, info.appName);
    object.read("dashboardVersion"_L1, info.dashboardVersion);
}

void decode(const JsonDecoder::Object &object, GitopsRepo &repo)
{
    object.read("gitopsRepo"_L1, repo.gitopsRepo);
}

QJsonObject toJson(const Flags &flags)
{
    return {{"provider"_L1, flags.provider}, {"termsOfServiceFeatureFlag"_L1, flags.termsOfServiceFeatureFlag}};
}

QJsonObject toJson(const AppInfo &info)
{
    return {
        {"appName"_L1, info.appName},
        {"appSettingsURL"_L1, QString()},
        {"dashboardVersion"_L1, info.dashboardVersion},
        {"installationURL"_L1, QString()},
    };
}

QJsonObject toJson(const GitopsRepo &repo)
{
    return {{"gitopsRepo"_L1, repo.gitopsRepo}};
}

} // namespace coupe::gimlet
