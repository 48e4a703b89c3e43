#pragma once

#include <gimlet/json.h>

#include <QDateTime>

namespace coupe::gimlet {

/// What made CI ship. On the wire a push is left out, and what is unknown counts as one (contract §3.0).
enum class GitEvent {
    Push,
    Tag,
    PullRequest,
};

QString toString(GitEvent event);
GitEvent gitEventFromString(QStringView text);

/// Unix seconds of the API as a time; 0 and Go's zero time are an invalid QDateTime, "unknown".
QDateTime timeFromUnix(qint64 seconds);
/// 0 for an invalid time.
qint64 unixFromTime(const QDateTime &time);

/// The commit an artifact was built from (contract §3.0 *Version*). Times are UTC.
struct Version {
    QString repositoryName; ///< "owner/name"
    QString sha;
    QDateTime created; ///< the commit's time
    QString branch;
    GitEvent event = GitEvent::Push;
    QString sourceBranch;
    QString targetBranch;
    QString tag;
    QString authorName;
    QString authorEmail;
    QString committerName;
    QString committerEmail;
    QString message;
    QString url;

    /// What people call it: the tag of a tag event, else the first seven characters of the hash.
    QString label() const;
    /// The first line of the message.
    QString subject() const;

    bool operator==(const Version &) const = default;
};

void decode(const JsonDecoder::Object &object, Version &version);
QJsonObject toJson(const Version &version);

} // namespace coupe::gimlet
