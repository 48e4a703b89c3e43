#pragma once

#include <gimlet/manifest.h>

namespace coupe::gimlet {

/// What CI shipped: one version of a repository with the manifests of all its apps (contract §3.0 *Artifact*).
struct Artifact {
    QString id; ///< "<owner>/<name>-<uuid>": holds a slash
    QDateTime created; ///< when the server received it
    Version version;
    QMap<QString, QString> context; ///< CI's environment; may hold secrets
    QList<Manifest> environments;
    QStringList cueEnvironments;
    QList<QJsonObject> items; ///< free-form; mostly {"name", "url"}
    QMap<QString, QString> vars; ///< may hold secrets
    bool fake = false; ///< made up by the server from git, not shipped by CI

    bool operator==(const Artifact &) const = default;
};

void decode(const JsonDecoder::Object &object, Artifact &artifact);
QJsonObject toJson(const Artifact &artifact);

/// What templates in manifests may use: context < string members of items < vars, later wins (contract §7.2).
QMap<QString, QString> templateVariables(const Artifact &artifact);

/// Whether a variable of this name is to be masked when shown (contract §8.4: CI plugins leak tokens into variables).
bool looksSecret(const QString &variableName);

} // namespace coupe::gimlet
