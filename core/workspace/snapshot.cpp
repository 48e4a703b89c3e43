#include "snapshot.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace coupe::workspace {

using namespace Qt::StringLiterals;

namespace {

constexpr int FormatVersion = 1;
constexpr qint64 LargestFile = 64 * 1024 * 1024;
constexpr qsizetype ReleasesKept = 200;

gimlet::Artifact withoutSecrets(const gimlet::Artifact &artifact)
{
    gimlet::Artifact bare;
    bare.id = artifact.id;
    bare.created = artifact.created;
    bare.version = artifact.version;
    bare.fake = artifact.fake;
    for (const gimlet::Manifest &manifest : artifact.environments) {
        gimlet::Manifest &kept = bare.environments.emplaceBack();
        kept.app = manifest.app;
        kept.env = manifest.env;
        kept.deploy = manifest.deploy;
    }
    return bare;
}

QJsonObject toJson(const StatusMap &status)
{
    QJsonObject json;
    for (auto it = status.begin(); it != status.end(); ++it)
        json.insert(it.key(), it.value() ? QJsonValue(gimlet::toJson(*it.value())) : QJsonValue());
    return json;
}

QJsonObject toJson(const QHash<QString, QList<gimlet::Release>> &releases)
{
    QJsonObject json;
    for (auto it = releases.begin(); it != releases.end(); ++it)
        json.insert(it.key(), gimlet::toJsonArray(it->first(std::min(it->size(), ReleasesKept))));
    return json;
}

QJsonObject toJson(const Snapshot &snapshot)
{
    const Picture &picture = snapshot.picture;
    QJsonObject status;
    for (auto it = picture.status.begin(); it != picture.status.end(); ++it)
        status.insert(it.key(), toJson(it.value()));
    QList<gimlet::Artifact> artifacts;
    for (const gimlet::Artifact &artifact : picture.artifacts)
        artifacts.append(withoutSecrets(artifact));
    return {
        {u"format"_s, FormatVersion},
        {u"server"_s, snapshot.server.toString(QUrl::RemoveUserInfo)},
        {u"login"_s, snapshot.login},
        {u"asOf"_s, picture.asOf.toMSecsSinceEpoch()},
        {u"generation"_s, int(picture.capabilities.generation)},
        {u"version"_s, picture.capabilities.version},
        {u"features"_s, picture.capabilities.features.toInt()},
        {u"admin"_s, picture.capabilities.admin},
        {u"environments"_s, gimlet::toJsonArray(picture.environments)},
        {u"status"_s, status},
        {u"releases"_s, toJson(picture.releases)},
        {u"older"_s, toJson(picture.older)},
        {u"commits"_s, gimlet::toJsonArray(picture.commits)},
        {u"artifacts"_s, gimlet::toJsonArray(artifacts)},
    };
}

template <typename T> QList<T> listOf(const QJsonValue &json)
{
    return gimlet::JsonDecoder::decodeList<T>(json.isUndefined() ? QJsonValue() : json).value_or(QList<T>());
}

QHash<QString, QList<gimlet::Release>> releasesOf(const QJsonObject &json)
{
    QHash<QString, QList<gimlet::Release>> releases;
    for (auto it = json.begin(); it != json.end(); ++it)
        releases.insert(it.key(), listOf<gimlet::Release>(it.value()));
    return releases;
}

Snapshot snapshotOf(const QJsonObject &json)
{
    Snapshot snapshot;
    Picture &picture = snapshot.picture;
    snapshot.server = QUrl(json[u"server"_s].toString());
    snapshot.login = json[u"login"_s].toString();
    picture.asOf = QDateTime::fromMSecsSinceEpoch(json[u"asOf"_s].toInteger(), Qt::UTC);
    picture.capabilities.generation = client::Generation(json[u"generation"_s].toInt());
    picture.capabilities.version = json[u"version"_s].toString();
    picture.capabilities.features = client::Features::fromInt(json[u"features"_s].toInt());
    picture.capabilities.admin = json[u"admin"_s].toBool();
    picture.environments = listOf<gimlet::Environment>(json[u"environments"_s]);
    const QJsonObject status = json[u"status"_s].toObject();
    for (auto it = status.begin(); it != status.end(); ++it) {
        const auto map = gimlet::JsonDecoder::decodeMap<gimlet::Release>(it.value());
        if (map)
            picture.status.insert(it.key(), *map);
    }
    picture.releases = releasesOf(json[u"releases"_s].toObject());
    picture.older = releasesOf(json[u"older"_s].toObject());
    picture.commits = listOf<gimlet::GitopsCommit>(json[u"commits"_s]);
    picture.artifacts = listOf<gimlet::Artifact>(json[u"artifacts"_s]);
    return snapshot;
}

} // namespace

QString snapshotPath(const QString &dataFolder, const QString &profileId)
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(profileId));
    return dataFolder + u"/last-"_s + name + u".json"_s;
}

Result<void> saveSnapshot(const QString &path, const Snapshot &snapshot)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    const QByteArray bytes = QJsonDocument(toJson(snapshot)).toJson(QJsonDocument::Compact);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return failure(ErrorKind::Storage, u"The last picture could not be kept."_s, file.errorString());
    return {};
}

Result<Snapshot> loadSnapshot(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestFile)
        return failure(ErrorKind::Storage, u"There is no last picture."_s, file.errorString());
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json[u"format"_s].toInt() != FormatVersion)
        return failure(ErrorKind::Storage, u"The last picture is of another kind."_s);
    return snapshotOf(json);
}

} // namespace coupe::workspace
