#pragma once

#include <gimlet/release.h>
#include <workspace/journal.h>

#include <chrono>

// What an answer of the server makes of a request. Pure; not for other parts.
namespace coupe::workspace::judge {

/// What a search in the releases goes by, all in our own time.
struct SearchRules {
    std::chrono::milliseconds clockSkew{0}; ///< the server's clock is this much ahead of ours
    std::chrono::milliseconds clockSlack{0};
    QString login; ///< whose release it has to be; empty: not known

    bool operator==(const SearchRules &) const = default;
};

/// @p request after the tracking of its event said @p status.
Request afterTracking(Request request, const gimlet::ReleaseStatus &status, const QDateTime &now);

/// The release that @p entry wrote, among @p releases; null when it is not there.
const gimlet::Release *findWritten(
    const JournalEntry &entry, const QList<gimlet::Release> &releases, const SearchRules &rules);

/// @p request after its release was found in the history.
Request afterFound(Request request, const gimlet::Release &release, const SearchRules &rules, const QDateTime &now);

/// @p request after the commit it made became known, with what Flux says of it. @p hash may be empty: written it is.
Request afterCommit(
    Request request, const QString &hash, const QString &status, const QString &description, const QDateTime &now);

/// The earliest moment, by the server's clock, at which the release can have been written.
QDateTime searchSince(const Request &request, const SearchRules &rules);

/// Endings and turns that no answer describes.
Request neverSent(Request request, const QDateTime &now);
Request notJournalled(Request request, const Error &error, const QDateTime &now);
Request refused(Request request, const Error &error, const QDateTime &now);
Request answerLost(Request request, const Error &error);
Request notDelivered(Request request, const QDateTime &now);
Request forgotten(Request request, const QDateTime &now); ///< accepted, then the server lost the event
Request finishedSilently(
    Request request, bool isThere, const QDateTime &now); ///< generation D tells no more (contract §3.7)

} // namespace coupe::workspace::judge
