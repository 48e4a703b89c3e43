#pragma once

#include <base/result.h>

#include <QFlags>
#include <QString>

namespace coupe::client {

/// Which line of servers answers (contract §1).
enum class Generation {
    Unknown, ///< a Gimlet, but G and N look alike without a token
    D, ///< gimletd
    G, ///< gimlet 0.15 to 0.26, and the built-in service
    N, ///< gimlet 1.0
};

/// What not every server has (contract §1.2).
enum class Feature {
    Tracking = 1 << 0, ///< TrackRelease, TrackArtifact
    GitopsCommits = 1 << 1, ///< ListGitopsCommits
    Environments = 1 << 2, ///< ListEnvs
    Self = 1 << 3, ///< GetSelf
    AppInfo = 1 << 4, ///< GetApp
    Users = 1 << 5, ///< ListUsers
    Websocket = 1 << 6, ///< LiveFeed over /ws/
    ServerSentEvents = 1 << 7, ///< LiveFeed over /sink/register
    TypedRequests = 1 << 8, ///< the answer to PostRelease says what kind of event was queued
    GitopsRepo = 1 << 9, ///< GetGitopsRepo
    ScopedRollback = 1 << 10, ///< our own service: a rollback takes back the app's folder alone (else contract §6.5)
    WholeHistory = 1 << 11, ///< a rollback sees all of the gitops repo's history; others only its newest commits
};
Q_DECLARE_FLAGS(Features, Feature)
Q_DECLARE_OPERATORS_FOR_FLAGS(Features)

/// What Client::probe() found out. The rest of Coupe asks offers(), never for the generation's name.
struct Capabilities {
    Generation generation = Generation::Unknown;
    QString version; ///< "v0.26.1"; empty when the server does not say
    Features features;
    bool admin = false; ///< the token may list users

    bool offers(Feature feature) const { return features.testFlag(feature); }

    bool operator==(const Capabilities &) const = default;
};

/// The error of everything that the server does not have: "not offered by this server".
Error notOffered();

/// Whether a server failed by crashing over our request: a 500 without a word (contract §2.4). On D's tracking that is
/// how "finished with a failure, or nothing to do" looks (contract §3.7).
bool isServerPanic(const Error &error);

} // namespace coupe::client
