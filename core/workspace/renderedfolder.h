#pragma once

#include <gimlet/artifact.h>
#include <gitops/folderfiles.h>

namespace coupe::workspace {

/// The app's folder as a deploy of @p artifact would write it, without its release.json. Pure; any thread. Only raw
/// manifests can be rendered here: charts and what else the server alone can do are Invalid, and NotFound is an
/// artifact without a manifest for that app and environment.
Result<gitops::Folder> renderedFolder(const gimlet::Artifact &artifact, const QString &app, const QString &environment);

} // namespace coupe::workspace
