#pragma once

#include "manifestfile.h"

#include <QSet>

#include <vector>

namespace coupe::manifest {

/// The same object on both sides; null where it is missing.
struct ObjectPair {
    const ManifestObject *before = nullptr;
    const ManifestObject *after = nullptr;
};

/// Objects of all files, each identity once: the last.
std::vector<const ManifestObject *> objectsOf(const QList<ManifestFile> &files);

/// Pairs objects as diffValues() says; those of @p after first, in their order.
std::vector<ObjectPair> pairObjects(
    const std::vector<const ManifestObject *> &before, const std::vector<const ManifestObject *> &after);

/// What objects are called, as short as it goes with others around.
class ObjectNames
{
public:
    explicit ObjectNames(const std::vector<ObjectPair> &pairs);
    QString of(const ObjectPair &pair) const;

private:
    QSet<QString> m_ambiguous;
};

/// The object that one of ObjectNames' names means; null: there is none.
const ManifestObject *findObject(const std::vector<const ManifestObject *> &objects, const QString &name);

} // namespace coupe::manifest
