#pragma once

#include <gimlet/version.h>

namespace coupe::gimlet {

/// One app's version in one environment, as release.json and the API tell it (contract §3.0 *Release*).
struct Release {
    QString app;
    QString env;
    QString artifactId;
    QString triggeredBy; ///< a login, or "policy"
    std::optional<Version> version;
    QString gitopsRef; ///< full hash of the gitops commit; empty in /api/status
    QString gitopsRepo;
    QString gitopsCommitStatus; ///< see reconciliation.h
    QString gitopsCommitStatusDesc;
    QDateTime gitopsCommitCreated;
    QDateTime created; ///< the gitops commit's time
    bool rolledBack = false;

    bool operator==(const Release &) const = default;
};

/// POST /api/releases. An empty app deploys every app of the environment: Coupe never sends one.
struct ReleaseRequest {
    QString env;
    QString app;
    QString artifactId;
    QString triggeredBy; ///< servers put the caller's login here

    bool operator==(const ReleaseRequest &) const = default;
};

struct RollbackRequest {
    QString env;
    QString app;
    QString targetSha;
    QString triggeredBy;

    bool operator==(const RollbackRequest &) const = default;
};

/// What one manifest of an event came to (contract §3.0 *Result*).
struct ReleaseResult {
    QString app;
    QString hash; ///< gitops commit; empty when nothing was written
    QString status; ///< "success", "failure" or "pending"
    QString gitopsCommitStatus;
    QString gitopsCommitStatusDesc;
    QString env;
    QString statusDesc;
    QString triggeredDeployRequestId;

    bool operator==(const ReleaseResult &) const = default;
};

/// How far the server is with an event (contract §3.7, §5.1).
struct ReleaseStatus {
    QString type; ///< empty on generation D
    QString status; ///< "new", "processed", "error"; of image builds "success" and "error"
    QString statusDesc;
    QList<ReleaseResult> results;

    bool operator==(const ReleaseStatus &) const = default;
};

/// What Flux said of one commit of the gitops repo.
struct GitopsCommit {
    QString sha;
    QString status;
    QString statusDesc;
    QDateTime created;
    QString env;

    bool operator==(const GitopsCommit &) const = default;
};

void decode(const JsonDecoder::Object &object, Release &release);
void decode(const JsonDecoder::Object &object, ReleaseRequest &request);
void decode(const JsonDecoder::Object &object, RollbackRequest &request);
void decode(const JsonDecoder::Object &object, ReleaseResult &result);
void decode(const JsonDecoder::Object &object, ReleaseStatus &status);
void decode(const JsonDecoder::Object &object, GitopsCommit &commit);
QJsonObject toJson(const Release &release);
QJsonObject toJson(const ReleaseRequest &request);
QJsonObject toJson(const RollbackRequest &request);
QJsonObject toJson(const ReleaseResult &result);
QJsonObject toJson(const ReleaseStatus &status);
QJsonObject toJson(const GitopsCommit &commit);

} // namespace coupe::gimlet
