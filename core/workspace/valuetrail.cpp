#include "valuetrail.h"

#include <manifest/valuediff.h>

#include <QMap>

namespace coupe::workspace {

/// A change, and what the value was after it.
struct ValueTrail::Moment {
    gitops::Change change;
    std::optional<manifest::Value> value;
    QString folder; ///< its tree's hash
    QMap<QString, manifest::ManifestFile> files; ///< by the content's hash, and the path
};

namespace {

using manifest::Value;

bool isSame(const std::optional<Value> &one, const std::optional<Value> &other)
{
    return one && other ? one->means(*other) : one.has_value() == other.has_value();
}

TrailStep stepOf(const QString &object, const gitops::Change &change, const std::optional<Value> &before,
    const std::optional<Value> &after)
{
    manifest::ValueChange shown = manifest::changeOf(object, before, after);
    return {change, std::move(shown.before), std::move(shown.after), shown.isSecret};
}

} // namespace

ValueTrail::ValueTrail(QString object, QString path, FolderAt folderAt)
    : m_object(std::move(object)), m_path(std::move(path)), m_folderAt(std::move(folderAt))
{
}

ValueTrail::~ValueTrail() = default;

Result<ValueTrail::Moment> ValueTrail::momentOf(const gitops::Change &change) const
{
    Moment moment;
    moment.change = change;
    if (!change.present)
        return moment;
    const auto folder = m_folderAt(change.commit);
    if (!folder)
        return std::unexpected(folder.error());
    moment.folder = folder->id;
    if (m_newer && !folder->id.isEmpty() && folder->id == m_newer->folder) {
        moment.files = m_newer->files;
        moment.value = m_newer->value;
        return moment;
    }
    QList<manifest::ManifestFile> files;
    for (const gitops::FolderFile &file : folder->files) {
        if (file.state != gitops::FolderFile::State::Read || file.path == u"release.json")
            continue;
        const QString key = file.id + u' ' + file.path;
        const bool known = m_newer && m_newer->files.contains(key);
        auto manifest = known ? m_newer->files.value(key) : manifest::readManifest(file.path, file.content);
        // Only the values are wanted, and there may be much text.
        manifest.shown.clear();
        moment.files.insert(key, manifest);
        files.append(std::move(manifest));
    }
    moment.value = manifest::valueAt(files, m_object, m_path);
    return moment;
}

Result<bool> ValueTrail::walk(const QList<gitops::Change> &changes, const OnStep &onStep, const OnChange &onChange)
{
    for (const gitops::Change &change : changes) {
        if (onChange && !onChange(change))
            return false;
        auto moment = momentOf(change);
        if (!moment)
            return std::unexpected(std::move(moment.error()));
        const auto newer = std::exchange(m_newer, std::make_unique<Moment>(std::move(*moment)));
        if (newer && !isSame(m_newer->value, newer->value)
            && !onStep(stepOf(m_object, newer->change, m_newer->value, newer->value)))
            return false;
    }
    return true;
}

void ValueTrail::finish(const OnStep &onStep)
{
    if (const auto oldest = std::exchange(m_newer, nullptr); oldest && oldest->value)
        onStep(stepOf(m_object, oldest->change, {}, oldest->value));
}

} // namespace coupe::workspace
