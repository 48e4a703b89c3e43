#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace coupe::manifest {

/// One value of a Kubernetes object.
struct Value {
    QString path; ///< such as spec.template.spec.containers[payments].image, fit to be shown; see ManifestObject
    QString key; ///< the path's last member
    QString text; ///< as it was written, whatever its length; Mask of a Secret's
    bool isSecret = false;
    QByteArray digest; ///< of a Secret's: equal digests, equal values

    /// Whether it says the same, wherever it stands.
    bool means(const Value &other) const { return text == other.text && digest == other.digest; }
};

/// A Kubernetes object, flattened to its values in the order in which they were written. Texts come from outside.
///
/// A list's items are named by their `name` in the path when each has one of its own, else by their number: args[0].
/// Keys that hold a dot or bracket are quoted: metadata.annotations."prometheus.io/port". A text in quotes that would
/// be no text without keeps them: "1" is not 1. Empty lists and mappings are values: [] and {}. Aliases are not
/// followed: *name is the value.
struct ManifestObject {
    QString kind; ///< empty: this is no Kubernetes object
    QString group; ///< of its API; empty for the core's
    QString space; ///< its namespace; often not written down
    QString name; ///< the file's path when there is no kind
    QList<Value> values;
};

/// A file of manifests, read once.
struct ManifestFile {
    QString path;
    QByteArray shown; ///< its text with Secrets hidden, line by line (see secrets.h); never to be parsed
    bool hides = false; ///< whether anything was hidden
    QList<ManifestObject> objects; ///< those of lists by themselves
    QString problem; ///< why there are none: a sentence; empty when it could be read
};

/// Reads what people or charts wrote, hostile or not, within the bounds of checkYaml().
ManifestFile readManifest(const QString &path, const QByteArray &text);

} // namespace coupe::manifest
