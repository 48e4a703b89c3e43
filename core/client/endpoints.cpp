#include "endpoints.h"

#include "messages.h"
#include "queryitems.h"

namespace coupe::client {

using namespace Qt::StringLiterals;
using gimlet::JsonDecoder;

namespace {

Result<gimlet::User> withoutToken(Result<gimlet::User> user)
{
    if (user)
        user->token.clear();
    return user;
}

} // namespace

QString ListArtifacts::path() const
{
    return u"/api/artifacts"_s;
}

QUrlQuery ListArtifacts::query() const
{
    QUrlQuery query;
    add(query, u"limit"_s, QString::number(limit));
    add(query, u"offset"_s, QString::number(offset));
    addTime(query, u"since"_s, since);
    addTime(query, u"until"_s, until);
    addUnlessEmpty(query, u"repository"_s, repository);
    addUnlessEmpty(query, u"branch"_s, branch);
    addUnlessEmpty(query, u"sourceBranch"_s, sourceBranch);
    if (event)
        add(query, u"event"_s, gimlet::toString(*event));
    for (const QString &sha : shas)
        add(query, u"sha"_s, sha);
    return query;
}

Result<ListArtifacts::Reply> ListArtifacts::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeList<gimlet::Artifact>(json);
}

QString ListReleases::path() const
{
    return u"/api/releases"_s;
}

QUrlQuery ListReleases::query() const
{
    QUrlQuery query;
    add(query, u"env"_s, env);
    addUnlessEmpty(query, u"app"_s, app);
    add(query, u"limit"_s, QString::number(limit));
    addTime(query, u"since"_s, since);
    addUnlessEmpty(query, u"git-repo"_s, gitRepo);
    return query;
}

Result<ListReleases::Reply> ListReleases::parse(const QJsonValue &json) const
{
    auto releases = JsonDecoder::decodeList<gimlet::Release>(json);
    if (releases && !app.isEmpty())
        releases->removeIf([this](const gimlet::Release &release) { return release.app != app; });
    return releases;
}

QString GetStatus::path() const
{
    return u"/api/status"_s;
}

QUrlQuery GetStatus::query() const
{
    QUrlQuery query;
    add(query, u"env"_s, env);
    addUnlessEmpty(query, u"app"_s, app);
    return query;
}

Result<GetStatus::Reply> GetStatus::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeMap<gimlet::Release>(json);
}

QString TrackRelease::path() const
{
    return u"/api/eventReleaseTrack"_s;
}

QUrlQuery TrackRelease::query() const
{
    QUrlQuery query;
    add(query, u"id"_s, eventId);
    return query;
}

Result<TrackRelease::Reply> TrackRelease::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::ReleaseStatus>(json);
}

QString TrackArtifact::path() const
{
    return u"/api/eventArtifactTrack"_s;
}

QUrlQuery TrackArtifact::query() const
{
    QUrlQuery query;
    add(query, u"artifactId"_s, artifactId);
    return query;
}

Result<TrackArtifact::Reply> TrackArtifact::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::ReleaseStatus>(json);
}

QString ListGitopsCommits::path() const
{
    return u"/api/gitopsCommits"_s;
}

QUrlQuery ListGitopsCommits::query() const
{
    return {};
}

Result<ListGitopsCommits::Reply> ListGitopsCommits::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeList<gimlet::GitopsCommit>(json);
}

QString GetGitopsRepo::path() const
{
    return u"/api/gitopsRepo"_s;
}

QUrlQuery GetGitopsRepo::query() const
{
    return {};
}

Result<GetGitopsRepo::Reply> GetGitopsRepo::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::GitopsRepo>(json);
}

QString ListEnvs::path() const
{
    return u"/api/envs"_s;
}

QUrlQuery ListEnvs::query() const
{
    return {};
}

Result<ListEnvs::Reply> ListEnvs::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::EnvironmentList>(json);
}

QString GetFlags::path() const
{
    return u"/flags"_s;
}

QUrlQuery GetFlags::query() const
{
    return {};
}

Result<GetFlags::Reply> GetFlags::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::Flags>(json);
}

QString GetHealth::path() const
{
    return u"/health"_s;
}

QUrlQuery GetHealth::query() const
{
    return {};
}

Result<GetHealth::Reply> GetHealth::parse(const QJsonValue &json)
{
    if (!json.isUndefined())
        return failure(ErrorKind::Malformed, messages::notGimlet());
    return Health{};
}

QString GetSelf::path() const
{
    return u"/api/user"_s;
}

QUrlQuery GetSelf::query() const
{
    return {};
}

Result<GetSelf::Reply> GetSelf::parse(const QJsonValue &json)
{
    return withoutToken(JsonDecoder::decodeObject<gimlet::User>(json));
}

QString ListUsers::path() const
{
    return u"/api/users"_s;
}

QUrlQuery ListUsers::query() const
{
    return {};
}

Result<ListUsers::Reply> ListUsers::parse(const QJsonValue &json)
{
    auto users = JsonDecoder::decodeList<gimlet::User>(json);
    if (users) {
        for (gimlet::User &user : *users)
            user.token.clear();
    }
    return users;
}

QString GetApp::path() const
{
    return u"/api/app"_s;
}

QUrlQuery GetApp::query() const
{
    return {};
}

Result<GetApp::Reply> GetApp::parse(const QJsonValue &json)
{
    return JsonDecoder::decodeObject<gimlet::AppInfo>(json);
}

} // namespace coupe::client
