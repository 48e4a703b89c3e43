#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace coupe::manifest {

/// Writes an object as Gimlet's YAML library does: keys sorted, texts of several lines as `|` blocks, quotes only where
/// needed. Line numbers in template errors refer to this text (contract §7.2).
QByteArray toYaml(const QJsonObject &object);

} // namespace coupe::manifest
