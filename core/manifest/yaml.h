#pragma once

#include <base/result.h>

#include <QByteArray>
#include <QJsonObject>

namespace coupe::manifest {

/// Whether @p text is a stream of YAML mappings, as Kubernetes manifests are. The Error's sentence names document and
/// line. Bounded in size, depth, aliases and number of documents; never builds a tree, never throws.
Result<void> checkYaml(const QByteArray &text);

/// Reads one YAML mapping within the same bounds. Aliases, tags and members named twice are refused. Plain numbers,
/// truth values and nulls keep their type below the top-level members @p typed; elsewhere they are texts, but for null.
Result<QJsonObject> readYamlObject(const QByteArray &text, const QStringList &typed);

} // namespace coupe::manifest
