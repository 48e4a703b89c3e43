#include "renderedfolder.h"

#include <manifest/render.h>

#include <QCoreApplication>

namespace coupe::workspace {

Result<gitops::Folder> renderedFolder(const gimlet::Artifact &artifact, const QString &app, const QString &environment)
{
    const auto manifest = std::ranges::find_if(artifact.environments,
        [&](const gimlet::Manifest &each) { return each.app == app && each.env == environment; });
    if (manifest == artifact.environments.end()) {
        return failure(ErrorKind::NotFound,
            QCoreApplication::translate("workspace", "This artifact has no manifest for %1 in %2.")
                .arg(app, environment));
    }
    const auto rendering = manifest::render(*manifest, gimlet::templateVariables(artifact));
    if (!rendering)
        return std::unexpected(rendering.error());
    gitops::Folder folder;
    folder.present = true;
    for (const auto &[name, content] : rendering->files.asKeyValueRange()) {
        folder.files.append({.path = name,
            .state = gitops::FolderFile::State::Read,
            .id = {},
            .size = content.size(),
            .content = content});
    }
    return folder;
}

} // namespace coupe::workspace
