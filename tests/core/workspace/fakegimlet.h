#pragma once

#include "samples.h"

#include <gimlet/environment.h>
#include <support/stubserver.h>

#include <QJsonArray>
#include <QJsonDocument>

namespace samples {

/// A scripted Gimlet of generation G: what is set here is what it answers, until it is set anew.
class FakeGimlet
{
public:
    FakeGimlet() { healthy(); }

    /// Answers as it should, with two environments that nothing was released to.
    void healthy()
    {
        server.on(u"/health"_s, coupe::test::reply(200, {}));
        server.on(u"/flags"_s, coupe::test::json(R"({"provider":"","termsOfServiceFeatureFlag":false})"));
        server.on(u"/api/app"_s, coupe::test::json(R"({"appName":"","dashboardVersion":"v0.26.1"})"));
        server.on(u"/api/users"_s, coupe::test::reply(403, "Forbidden admin user is required\n"));
        server.on(u"/api/user"_s, coupe::test::json(R"({"login":"marta","token":"fresh","admin":false,"name":""})"));
        environments({u"staging"_s, u"production"_s});
        commits({});
        artifacts({});
        releases({});
    }

    void environments(const QStringList &names)
    {
        coupe::gimlet::EnvironmentList list;
        for (const QString &name : names)
            list.envs.append({.name = name, .infraRepo = {}, .appsRepo = {}});
        answer(u"/api/envs"_s, coupe::gimlet::toJson(list));
    }
    void commits(const QList<coupe::gimlet::GitopsCommit> &list) { answer(u"/api/gitopsCommits"_s, list); }
    void artifacts(const QList<coupe::gimlet::Artifact> &list) { answer(u"/api/artifacts"_s, list); }
    /// The releases of all environments, newest first. The first of each app that stands is what every environment
    /// wants.
    void releases(const QList<coupe::gimlet::Release> &list)
    {
        QJsonObject status;
        for (const auto &release : list) {
            if (!release.rolledBack && !status.contains(release.app))
                status.insert(release.app, coupe::gimlet::toJson(wanted(release)));
        }
        answer(u"/api/status"_s, status);
        answer(u"/api/releases"_s, list);
    }
    /// What all of them get from now on.
    void everything(const coupe::test::Script &script)
    {
        for (const QString &path : {u"/health"_s, u"/flags"_s, u"/api/app"_s, u"/api/users"_s, u"/api/user"_s,
                 u"/api/envs"_s, u"/api/gitopsCommits"_s, u"/api/artifacts"_s, u"/api/releases"_s, u"/api/status"_s})
            server.on(path, script);
    }

    int count(const QString &path) const
    {
        const auto requests = server.requests();
        return int(std::ranges::count_if(requests, [&](const auto &request) { return request.path() == path; }));
    }

    coupe::test::StubServer server;

private:
    void answer(const QString &path, const QJsonObject &object)
    {
        server.on(path, coupe::test::json(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    }
    template <typename T> void answer(const QString &path, const QList<T> &list)
    {
        server.on(
            path, coupe::test::json(QJsonDocument(coupe::gimlet::toJsonArray(list)).toJson(QJsonDocument::Compact)));
    }
};

} // namespace samples
