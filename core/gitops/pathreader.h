#pragma once

#include "objectreader.h"

namespace coupe::gitops {

/// What is at one path, in one root tree after the other. Reads only the folders that differ from the last.
class PathReader
{
public:
    /// @p objects must outlive it.
    PathReader(const ObjectReader &objects, const QString &path);

    /// Nothing: an empty tree.
    Result<void> moveTo(const git_oid &root);

    /// A file, a folder or something else; Nothing when the path is not there.
    const git_oid &id() const { return m_levels.last().id; }
    quint32 mode() const { return m_levels.last().mode; }
    /// Nothing when there is no folder.
    git_oid folder() const { return mode() == GIT_FILEMODE_TREE ? id() : Nothing; }

private:
    struct Level {
        QByteArray name;
        git_oid tree = Nothing; ///< where the name is looked up
        git_oid id = Nothing;
        quint32 mode = 0;
    };

    const ObjectReader &m_objects;
    QList<Level> m_levels;
};

} // namespace coupe::gitops
