#pragma once

#include <client/endpoint.h>
#include <gimlet/artifact.h>
#include <gimlet/flux.h>
#include <gimlet/release.h>

/// What changes something on a Gimlet. Each is sent by Client::send(), exactly once.
namespace coupe::client {

/// The server queued what we asked for; accepted is not done (contract §3.5, §3.6).
struct QueuedEvent {
    QString id{}; ///< never empty
    QString type{}; ///< "release", "imageBuild"…; empty on older servers, whose events are what was asked for

    bool operator==(const QueuedEvent &) const = default;
};

/// The server took note and has nothing to say.
struct Noted {
    bool operator==(const Noted &) const = default;
};

/// POST /api/releases: deploy one app of an artifact to one environment (contract §3.5). Refuses to be sent without an
/// environment, an app (the server would deploy all of them) or an artifact.
struct PostRelease {
    using Reply = QueuedEvent;
    static constexpr int successStatus = 201;

    gimlet::ReleaseRequest request{};

    QString path() const;
    QUrlQuery query() const;
    QByteArray body() const;
    Result<void> check() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// POST /api/rollback (contract §3.6). Refuses to be sent with anything but a full hash in lower case: of any other the
/// server makes "revert the app's whole history". That the hash is in the app's own history is for the caller to know.
struct PostRollback {
    using Reply = QueuedEvent;
    static constexpr int successStatus = 201;

    QString env{};
    QString app{};
    QString sha{}; ///< the gitops commit to return to

    QString path() const;
    QUrlQuery query() const;
    QByteArray body() const;
    Result<void> check() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// POST /api/delete: takes an app out of an environment (contract §3.6). The server answers when it has done it, N only
/// after Flux has too; a 5xx may come all the same after the delete was written.
struct PostDelete {
    using Reply = Noted;
    static constexpr int successStatus = 200;
    static constexpr Limits limits{.bytes = 64 * 1024, .deadline = 90s, .idle = 90s};

    QString env{};
    QString app{};

    QString path() const;
    QUrlQuery query() const;
    QByteArray body() const;
    Result<void> check() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// POST /api/artifact: what CI does (contract §3.1). Refuses to be sent without a repository and a commit, since the
/// server would take it.
struct PostArtifact {
    using Reply = gimlet::Artifact; ///< as stored, with its id
    static constexpr int successStatus = 201;

    gimlet::Artifact artifact{};

    QString path() const;
    QUrlQuery query() const;
    QByteArray body() const;
    Result<void> check() const;
    static Result<Reply> parse(const QJsonValue &json);
};

/// POST /api/flux-events: what Flux does (contract §3.8).
struct PostFluxEvent {
    using Reply = Noted;
    static constexpr int successStatus = 200;

    QString env{};
    gimlet::FluxEvent event{};

    QString path() const;
    QUrlQuery query() const;
    QByteArray body() const;
    Result<void> check() const;
    static Result<Reply> parse(const QJsonValue &json);
};

} // namespace coupe::client
