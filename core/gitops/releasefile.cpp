#include "releasefile.h"

#include <QJsonDocument>

namespace coupe::gitops {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t LargestFile = 1024 * 1024;

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

Result<git_oid> releaseBlob(git_repository *repository, const git_oid &folder)
{
    if (isNothing(folder))
        return Nothing;
    const auto tree = treeAt(repository, folder);
    if (!tree)
        return std::unexpected(tree.error());
    const git_tree_entry *entry = git_tree_entry_byname(tree->get(), ReleaseFile);
    if (!entry)
        return Nothing;
    // A link's content is a path, and a module's is not in this repository.
    const git_filemode_t mode = git_tree_entry_filemode(entry);
    return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE ? *git_tree_entry_id(entry) : Nothing;
}

Result<std::optional<gimlet::Release>> readRelease(
    git_repository *repository, const git_oid &folder, const QString &env, const QString &app)
{
    const auto id = releaseBlob(repository, folder);
    if (!id)
        return std::unexpected(id.error());
    if (isNothing(*id))
        return std::optional<gimlet::Release>();

    git_odb *opened = nullptr;
    if (git_repository_odb(&opened, repository) < 0)
        return gitFailure(u"The objects of the gitops repo cannot be read."_s);
    const OdbPtr objects(opened);
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, objects.get(), &*id) < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    if (type != GIT_OBJECT_BLOB || size > LargestFile)
        return std::optional<gimlet::Release>();

    git_blob *found = nullptr;
    if (git_blob_lookup(&found, repository, &*id) < 0)
        return gitFailure(u"A release record of the gitops repo cannot be read."_s);
    const BlobPtr blob(found);
    const auto json = gimlet::parseJson(QByteArray(
        static_cast<const char *>(git_blob_rawcontent(blob.get())), qsizetype(git_blob_rawsize(blob.get()))));
    if (!json || !json->isObject())
        return std::optional<gimlet::Release>();
    auto release = gimlet::JsonDecoder::decodeObject<gimlet::Release>(*json);
    if (!release)
        return std::optional<gimlet::Release>();
    release->env = env;
    release->app = app;
    return std::optional(std::move(*release));
}

} // namespace coupe::gitops
