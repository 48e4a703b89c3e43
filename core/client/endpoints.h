#pragma once

#include <client/endpoint.h>
#include <gimlet/artifact.h>
#include <gimlet/environment.h>
#include <gimlet/release.h>
#include <gimlet/serverinfo.h>
#include <gimlet/user.h>

#include <QDateTime>

/// The reads of the Gimlet API. Each says which section of the contract it follows.
namespace coupe::client {

/// GET /api/artifacts, newest first (contract §3.2). Pages by limit and offset; there is no total.
struct ListArtifacts {
    using Reply = QList<gimlet::Artifact>;
    static constexpr Limits limits{.bytes = 32 * 1024 * 1024, .deadline = 60s};

    int limit = 50; ///< always sent: the server's default applies only without an offset
    int offset = 0;
    QDateTime since{}; ///< inclusive, by the server's clock
    QDateTime until{}; ///< exclusive
    QString repository{};
    QString branch{};
    QString sourceBranch{}; ///< servers compare it with the branch
    std::optional<gimlet::GitEvent> event{};
    QStringList shas{};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/releases, newest first (contract §3.3). Releases of other apps, which G and N mix in, are dropped.
struct ListReleases {
    using Reply = QList<gimlet::Release>;
    static constexpr Limits limits{.bytes = 32 * 1024 * 1024, .deadline = 60s};

    QString env{}; ///< mandatory
    QString app{}; ///< empty: every app of the environment
    int limit = 10; ///< -1: no limit
    QDateTime since{}; ///< without it G and N go back RELEASE_HISTORY_SINCE_DAYS only
    QString gitRepo{}; ///< "owner/name"

    QString path() const;
    QUrlQuery query() const;
    Result<Reply> parse(const QJsonValue &json) const;
};

/// GET /api/status: app → its current release, or nothing for a folder without one (contract §3.4).
struct GetStatus {
    using Reply = QMap<QString, std::optional<gimlet::Release>>;
    static constexpr Limits limits{.bytes = 32 * 1024 * 1024};

    QString env{}; ///< mandatory
    QString app{};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/eventReleaseTrack (contract §3.7). NotFound when the server does not know the event.
/// On D a ServerFailed that isServerPanic() means: finished, with a failure or nothing to do.
struct TrackRelease {
    using Reply = gimlet::ReleaseStatus;

    QString eventId{};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/eventArtifactTrack (contract §3.7): what the policies made of an artifact.
struct TrackArtifact {
    using Reply = gimlet::ReleaseStatus;

    QString artifactId{};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/gitopsCommits: the 20 newest that Flux spoke of (contract §3.9). Not offered by N.
struct ListGitopsCommits {
    using Reply = QList<gimlet::GitopsCommit>;

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/gitopsRepo: "owner/name" of the gitops repo (contract §3.9). Only D and the built-in service offer it.
struct GetGitopsRepo {
    using Reply = gimlet::GitopsRepo;

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/envs (contract §3.11). Every call makes all agents send their state again, which comes back as live events:
/// do not answer a hint about environments with this more often than every few seconds. Not offered by D.
struct ListEnvs {
    using Reply = gimlet::EnvironmentList;
    static constexpr Limits limits{.bytes = 32 * 1024 * 1024};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /flags (contract §1.1). Not offered by D.
struct GetFlags {
    using Reply = gimlet::Flags;

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// The answer of GET /health: there is one.
struct Health {
    bool operator==(const Health &) const = default;
};

/// GET /health: 200 with an empty body on G and N. Not offered by D.
struct GetHealth {
    using Reply = Health;
    static constexpr Limits limits{.bytes = 64 * 1024, .deadline = 10s, .idle = 10s};

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/user: who the token is (contract §3.10). The server mints a token that never expires with every answer; it
/// is dropped before the answer leaves the client. Not offered by D.
struct GetSelf {
    using Reply = gimlet::User; ///< token always empty

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/users, administrators only (contract §3.10).
struct ListUsers {
    using Reply = QList<gimlet::User>; ///< tokens always empty

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// GET /api/app: the server's version (contract §3.12); may fail on a healthy server. Not offered by D.
struct GetApp {
    using Reply = gimlet::AppInfo;

    QString path() const;
    QUrlQuery query() const;
    static Result<Reply> parse(const QJsonValue &json);
};

} // namespace coupe::client
