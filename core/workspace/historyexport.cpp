#include "historyexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace coupe::workspace {

using namespace Qt::StringLiterals;
using gitops::Change;
using gitops::ChangeKind;

namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

/// One change, field by field, in the order of the columns.
QList<std::pair<QString, QString>> fieldsOf(const Change &change, const CommitWords &words, const QDateTime &now)
{
    const gimlet::Version version = change.version.value_or(gimlet::Version{});
    const bool lives = change.current || (!change.replaced.isValid() && change.kind != ChangeKind::Delete);
    return {
        {u"time"_s, timeText(change.time)},
        {u"environment"_s, change.env},
        {u"app"_s, change.app},
        {u"kind"_s, nameOf(change.kind)},
        {u"state"_s, nameOf(stateOf(change, words, now))},
        {u"version"_s, version.label()},
        {u"sha"_s, version.sha},
        {u"message"_s, version.message.isEmpty() ? change.message : version.message},
        {u"author"_s, version.authorName.isEmpty() ? change.author : version.authorName},
        {u"triggeredBy"_s, change.person},
        {u"repository"_s, version.repositoryName},
        {u"branch"_s, version.branch},
        {u"artifactId"_s, change.artifactId},
        {u"gitopsCommit"_s, change.commit},
        {u"replaced"_s, lives ? QString() : timeText(change.replaced)},
    };
}

QByteArray csvField(QString text)
{
    constexpr std::array starts{u'=', u'+', u'-', u'@', u'\t', u'\r', u'\n', u'|', u'%'};
    if (!text.isEmpty() && std::ranges::find(starts, text.front().unicode()) != starts.end())
        text.prepend(u'\'');
    text.remove(QChar(0));
    return '"' + text.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

} // namespace

QString nameOf(ReleaseState state)
{
    switch (state) {
    case ReleaseState::Absent:
        return u"absent"_s;
    case ReleaseState::Live:
        return u"live"_s;
    case ReleaseState::Applying:
        return u"applying"_s;
    case ReleaseState::Stalled:
        return u"stalled"_s;
    case ReleaseState::Failed:
        return u"failed"_s;
    case ReleaseState::RolledBack:
        return u"rolledBack"_s;
    case ReleaseState::ChangedByHand:
        return u"changedByHand"_s;
    case ReleaseState::Deleted:
        return u"deleted"_s;
    case ReleaseState::WasLive:
        return u"wasLive"_s;
    case ReleaseState::Wanted:
        return u"wanted"_s;
    case ReleaseState::Replaced:
        return u"replaced"_s;
    case ReleaseState::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString nameOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Deploy:
        return u"deploy"_s;
    case ChangeKind::PolicyDeploy:
        return u"policyDeploy"_s;
    case ChangeKind::Rollback:
        return u"rollback"_s;
    case ChangeKind::Delete:
        return u"delete"_s;
    case ChangeKind::ByHand:
        return u"byHand"_s;
    case ChangeKind::Unknown:
        break;
    }
    return u"unknown"_s;
}

QByteArray toCsv(const QList<Change> &changes, const CommitWords &words, const QDateTime &now)
{
    QByteArray csv;
    const auto addLine = [&csv](const QList<QByteArray> &fields) { csv += fields.join(',') + "\r\n"; };
    QList<QByteArray> head;
    for (const auto &[name, value] : fieldsOf({}, {}, now))
        head.append(name.toUtf8());
    addLine(head);
    for (const Change &change : changes) {
        QList<QByteArray> line;
        for (const auto &[name, value] : fieldsOf(change, words, now))
            line.append(csvField(value));
        addLine(line);
    }
    return csv;
}

QByteArray toJson(const QList<Change> &changes, const CommitWords &words, const QDateTime &now)
{
    QJsonArray all;
    for (const Change &change : changes) {
        QJsonObject object;
        for (const auto &[name, value] : fieldsOf(change, words, now)) {
            if (!value.isEmpty())
                object.insert(name, value);
        }
        object.insert(u"rolledBack"_s, change.rolledBack);
        object.insert(u"current"_s, change.current);
        if (!change.reverts.isEmpty())
            object.insert(u"reverts"_s, QJsonArray::fromStringList(change.reverts));
        all.append(object);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

} // namespace coupe::workspace
