#include "pathreader.h"

namespace coupe::gitops {

PathReader::PathReader(const ObjectReader &objects, const QString &path) : m_objects(objects)
{
    for (const QByteArray &name : path.toUtf8().split('/'))
        m_levels.append({.name = name});
}

Result<void> PathReader::moveTo(const git_oid &root)
{
    git_oid at = root;
    for (Level &level : m_levels) {
        if (same(level.tree, at))
            return {};
        const auto tree = m_objects.tree(at);
        if (!tree)
            return std::unexpected(tree.error());
        const auto entry = tree->find(level.name);
        level.tree = at;
        level.id = entry ? entry->id : Nothing;
        level.mode = entry ? entry->mode : 0;
        at = entry && entry->isFolder() ? entry->id : Nothing;
    }
    return {};
}

} // namespace coupe::gitops
