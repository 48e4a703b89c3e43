#pragma once

#include <QDateTime>
#include <QString>

namespace coupe::workspace {

enum class RequestKind {
    Deploy,
    Rollback,
    Delete,
};

/// Where one of our own requests is (armed → sent → accepted → written → applied, or failed, refused, unknown).
enum class RequestState {
    Armed, ///< journalled, not sent
    Sent, ///< on its way; no answer yet
    Accepted, ///< the server queued it and named an event
    Written, ///< the gitops commit exists
    Applied, ///< Flux says so: Live
    Failed, ///< the server processed it and it failed, or Flux could not apply it
    Refused, ///< the server said no, or it provably never arrived; nothing was done
    NoChange, ///< there was nothing to change, or nothing matched
    Unknown, ///< the answer was lost; being looked for, never sent again by itself
    NotDelivered, ///< was unknown; looked for long enough in the API without a trace
};

bool isOpen(RequestState state); ///< Armed … Written, and Unknown

/// Whether nothing else may be asked of the same app and environment meanwhile. A written request no longer blocks:
/// what it did is known, and whoever is on call must not have to wait for Flux to send the next version.
bool blocksTarget(RequestState state);

/// One confirmed action of the person in front of the window, as the journal keeps it. Times are UTC.
struct Request {
    QString id; ///< a UUID; travels as Idempotency-Key
    QString profileId;
    RequestKind kind = RequestKind::Deploy;
    QString environment;
    QString app;
    QString artifactId;
    QString label; ///< the version as the person saw it
    QString targetHash; ///< of a rollback
    QString reason; ///< what the person gave; may be empty
    RequestState state = RequestState::Armed;
    QString eventId;
    QString gitopsHash;
    QString message; ///< one sentence for people; empty while all goes well, but for what was checked after a rollback
    QString serverWords; ///< verbatim, untrusted
    QDateTime requestedAt;
    QDateTime acceptedAt;
    QDateTime writtenAt;
    QDateTime appliedAt;
    QDateTime endedAt;

    bool operator==(const Request &) const = default;
};

} // namespace coupe::workspace
