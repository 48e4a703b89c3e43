#pragma once

#include <manifest/manifestfile.h>

namespace coupe::manifest {

/// A value of an object that differs between two states of an app's manifests.
struct ValueChange {
    QString object; ///< "Deployment payments"; with namespace, and API group, where it takes these to tell two apart
    QString path; ///< a Value's; empty: the object itself came or went
    QString label; ///< short, for people: "image tag", "replicas", "env MANDATE_CHECK"; see labelOf()
    /// As written, fit to be shown on one row, none: not set. Of an image whose repository stayed only what is behind
    /// it; of texts of several lines only the lines that differ; of an object "12 values"; of a Secret the Mask.
    std::optional<QString> before;
    std::optional<QString> after;
    bool isSecret = false; ///< before and after differ, and what they are is nobody's business
    bool isChecksum = false; ///< both sides are checksums; see isChecksum()

    bool operator==(const ValueChange &) const = default;
};

struct ValueDiff {
    /// By object as @c after has them, then objects that went. Of an object what changed or went, then what came.
    QList<ValueChange> changes;
    bool cut = false; ///< there are more than 2,000 changes; the rest is left out
};

/// What differs between the objects of both sides. Objects are told by kind, namespace and name; what is left without a
/// partner is matched without the namespace (the same app in two environments), then, where it is the only one of its
/// kind on either side, without the name (names that end in a hash). Of an object that is there twice the last counts,
/// as with kubectl. Order of files and of members makes no difference.
ValueDiff diffValues(const QList<ManifestFile> &before, const QList<ManifestFile> &after);

/// What @p object (a ValueChange's, matched in the same way) has at @p path; none: no such value there, or no such
/// object. For an empty path a Value says that the object is there.
std::optional<Value> valueAt(const QList<ManifestFile> &files, const QString &object, const QString &path);

/// What became of one value of @p object (named as in a ValueChange), to be shown. At least one side is there.
ValueChange changeOf(const QString &object, const std::optional<Value> &before, const std::optional<Value> &after);

} // namespace coupe::manifest
