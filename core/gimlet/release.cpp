#include "release.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

void decode(const JsonDecoder::Object &object, Release &release)
{
    qint64 created = 0;
    qint64 commitCreated = 0;
    object.read("app"_L1, release.app);
    object.read("env"_L1, release.env);
    object.read("artifactId"_L1, release.artifactId);
    object.read("triggeredBy"_L1, release.triggeredBy);
    object.read("version"_L1, release.version);
    object.read("gitopsRef"_L1, release.gitopsRef);
    object.read("gitopsRepo"_L1, release.gitopsRepo);
    object.read("gitopsCommitStatus"_L1, release.gitopsCommitStatus);
    object.read("gitopsCommitStatusDesc"_L1, release.gitopsCommitStatusDesc);
    object.read("gitopsCommitCreated"_L1, commitCreated);
    object.read("created"_L1, created);
    object.read("rolledBack"_L1, release.rolledBack);
    release.gitopsCommitCreated = timeFromUnix(commitCreated);
    release.created = timeFromUnix(created);
}

void decode(const JsonDecoder::Object &object, ReleaseRequest &request)
{
    object.read("env"_L1, request.env);
    object.read("app"_L1, request.app);
    object.read("artifactId"_L1, request.artifactId);
    object.read("triggeredBy"_L1, request.triggeredBy);
}

void decode(const JsonDecoder::Object &object, RollbackRequest &request)
{
    object.read("env"_L1, request.env);
    object.read("app"_L1, request.app);
    object.read("targetSHA"_L1, request.targetSha);
    object.read("triggeredBy"_L1, request.triggeredBy);
}

void decode(const JsonDecoder::Object &object, ReleaseResult &result)
{
    object.read("app"_L1, result.app);
    object.read("hash"_L1, result.hash);
    object.read("status"_L1, result.status);
    object.read("gitopsCommitStatus"_L1, result.gitopsCommitStatus);
    object.read("gitopsCommitStatusDesc"_L1, result.gitopsCommitStatusDesc);
    object.read("env"_L1, result.env);
    object.read("statusDesc"_L1, result.statusDesc);
    object.read("triggeredDeployRequestID"_L1, result.triggeredDeployRequestId);
}

void decode(const JsonDecoder::Object &object, ReleaseStatus &status)
{
    object.read("type"_L1, status.type);
    object.read("status"_L1, status.status);
    object.read("statusDesc"_L1, status.statusDesc);
    object.read("results"_L1, status.results);
}

void decode(const JsonDecoder::Object &object, GitopsCommit &commit)
{
    qint64 created = 0;
    object.read("sha"_L1, commit.sha);
    object.read("status"_L1, commit.status);
    object.read("statusDesc"_L1, commit.statusDesc);
    object.read("created"_L1, created);
    object.read("env"_L1, commit.env);
    commit.created = timeFromUnix(created);
}

QJsonObject toJson(const Release &release)
{
    QJsonObject json{
        {"app"_L1, release.app},
        {"env"_L1, release.env},
        {"artifactId"_L1, release.artifactId},
        {"triggeredBy"_L1, release.triggeredBy},
        {"version"_L1, release.version ? QJsonValue(toJson(*release.version)) : QJsonValue()},
        {"gitopsRef"_L1, release.gitopsRef},
        {"gitopsRepo"_L1, release.gitopsRepo},
        {"gitopsCommitStatus"_L1, release.gitopsCommitStatus},
        {"gitopsCommitStatusDesc"_L1, release.gitopsCommitStatusDesc},
    };
    putUnlessZero(json, "gitopsCommitCreated"_L1, unixFromTime(release.gitopsCommitCreated));
    putUnlessZero(json, "created"_L1, unixFromTime(release.created));
    if (release.rolledBack)
        json.insert("rolledBack"_L1, true);
    return json;
}

QJsonObject toJson(const ReleaseRequest &request)
{
    return {
        {"env"_L1, request.env},
        {"app"_L1, request.app},
        {"artifactId"_L1, request.artifactId},
        {"triggeredBy"_L1, request.triggeredBy},
    };
}

QJsonObject toJson(const RollbackRequest &request)
{
    return {
        {"env"_L1, request.env},
        {"app"_L1, request.app},
        {"targetSHA"_L1, request.targetSha},
        {"triggeredBy"_L1, request.triggeredBy},
    };
}

QJsonObject toJson(const ReleaseResult &result)
{
    QJsonObject json;
    putUnlessEmpty(json, "app"_L1, result.app);
    putUnlessEmpty(json, "hash"_L1, result.hash);
    putUnlessEmpty(json, "status"_L1, result.status);
    putUnlessEmpty(json, "gitopsCommitStatus"_L1, result.gitopsCommitStatus);
    putUnlessEmpty(json, "gitopsCommitStatusDesc"_L1, result.gitopsCommitStatusDesc);
    putUnlessEmpty(json, "env"_L1, result.env);
    putUnlessEmpty(json, "statusDesc"_L1, result.statusDesc);
    putUnlessEmpty(json, "triggeredDeployRequestID"_L1, result.triggeredDeployRequestId);
    return json;
}

QJsonObject toJson(const ReleaseStatus &status)
{
    QJsonObject json;
    putUnlessEmpty(json, "type"_L1, status.type);
    json.insert("status"_L1, status.status);
    json.insert("statusDesc"_L1, status.statusDesc);
    json.insert("results"_L1, toJsonArray(status.results));
    return json;
}

QJsonObject toJson(const GitopsCommit &commit)
{
    QJsonObject json;
    putUnlessEmpty(json, "sha"_L1, commit.sha);
    putUnlessEmpty(json, "status"_L1, commit.status);
    putUnlessEmpty(json, "statusDesc"_L1, commit.statusDesc);
    putUnlessZero(json, "created"_L1, unixFromTime(commit.created));
    putUnlessEmpty(json, "env"_L1, commit.env);
    return json;
}

} // namespace coupe::gimlet
