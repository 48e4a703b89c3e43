#include "version.h"

namespace coupe::gimlet {

using namespace Qt::StringLiterals;

namespace {
// 0001-01-01T00:00:00Z, which Go writes for a time that was never set.
constexpr qint64 GoZeroTime = -62135596800;
} // namespace

QString toString(GitEvent event)
{
    switch (event) {
    case GitEvent::Push:
        return u"push"_s;
    case GitEvent::Tag:
        return u"tag"_s;
    case GitEvent::PullRequest:
        return u"pr"_s;
    }
    return u"push"_s;
}

GitEvent gitEventFromString(QStringView text)
{
    if (text == u"tag")
        return GitEvent::Tag;
    if (text == u"pr")
        return GitEvent::PullRequest;
    return GitEvent::Push;
}

QDateTime timeFromUnix(qint64 seconds)
{
    return seconds == 0 || seconds == GoZeroTime ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

qint64 unixFromTime(const QDateTime &time)
{
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

QString Version::label() const
{
    return event == GitEvent::Tag && !tag.isEmpty() ? tag : sha.left(7);
}

QString Version::subject() const
{
    return message.section(u'\n', 0, 0).trimmed();
}

void decode(const JsonDecoder::Object &object, Version &version)
{
    QString event;
    qint64 created = 0;
    object.read("repositoryName"_L1, version.repositoryName);
    object.read("sha"_L1, version.sha);
    object.read("created"_L1, created);
    object.read("branch"_L1, version.branch);
    object.read("event"_L1, event);
    object.read("sourceBranch"_L1, version.sourceBranch);
    object.read("targetBranch"_L1, version.targetBranch);
    object.read("tag"_L1, version.tag);
    object.read("authorName"_L1, version.authorName);
    object.read("authorEmail"_L1, version.authorEmail);
    object.read("committerName"_L1, version.committerName);
    object.read("committerEmail"_L1, version.committerEmail);
    object.read("message"_L1, version.message);
    object.read("url"_L1, version.url);
    version.created = timeFromUnix(created);
    version.event = gitEventFromString(event);
}

QJsonObject toJson(const Version &version)
{
    QJsonObject json;
    putUnlessEmpty(json, "repositoryName"_L1, version.repositoryName);
    putUnlessEmpty(json, "sha"_L1, version.sha);
    putUnlessZero(json, "created"_L1, unixFromTime(version.created));
    putUnlessEmpty(json, "branch"_L1, version.branch);
    if (version.event != GitEvent::Push)
        json.insert("event"_L1, toString(version.event));
    putUnlessEmpty(json, "sourceBranch"_L1, version.sourceBranch);
    putUnlessEmpty(json, "targetBranch"_L1, version.targetBranch);
    putUnlessEmpty(json, "tag"_L1, version.tag);
    putUnlessEmpty(json, "authorName"_L1, version.authorName);
    putUnlessEmpty(json, "authorEmail"_L1, version.authorEmail);
    putUnlessEmpty(json, "committerName"_L1, version.committerName);
    putUnlessEmpty(json, "committerEmail"_L1, version.committerEmail);
    putUnlessEmpty(json, "message"_L1, version.message);
    putUnlessEmpty(json, "url"_L1, version.url);
    return json;
}

} // namespace coupe::gimlet
