#include "releasefile.h"

#include <QJsonDocument>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

const QList<QLatin1StringView> ReleaseOrder{"app"_L1, "env"_L1, "artifactId"_L1, "triggeredBy"_L1, "version"_L1,
    "gitopsRef"_L1, "gitopsRepo"_L1, "gitopsCommitStatus"_L1, "gitopsCommitStatusDesc"_L1};
const QList<QLatin1StringView> VersionOrder{"repositoryName"_L1, "sha"_L1, "created"_L1, "branch"_L1, "event"_L1,
    "sourceBranch"_L1, "targetBranch"_L1, "tag"_L1, "authorName"_L1, "authorEmail"_L1, "committerName"_L1,
    "committerEmail"_L1, "message"_L1, "url"_L1};

/// QJsonObject sorts its members; release.json is read by people in diffs, who know Gimlet's order.
QByteArray ordered(const QJsonObject &object, const QList<QLatin1StringView> &order)
{
    QByteArray text = "{";
    for (const QLatin1StringView key : order) {
        const QJsonValue value = object.value(key);
        if (value.isUndefined())
            continue;
        if (text.size() > 1)
            text += ',';
        text += '"' + QByteArray(key.data(), key.size()) + "\":";
        if (value.isObject()) {
            text += ordered(value.toObject(), VersionOrder);
        } else {
            const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
            text += QByteArrayView(list).sliced(1, list.size() - 2);
        }
    }
    return text + '}';
}

} // namespace

QByteArray releaseLine(const gimlet::Release &release)
{
    gimlet::Release record;
    record.app = release.app;
    record.env = release.env;
    record.artifactId = release.artifactId;
    record.triggeredBy = release.triggeredBy;
    record.version = release.version;
    return ordered(gimlet::toJson(record), ReleaseOrder) + '\n';
}

} // namespace coupe::gitops
