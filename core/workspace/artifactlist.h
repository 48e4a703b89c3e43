#pragma once

#include <workspace/artifactfeed.h>

#include <QSet>

namespace coupe::workspace {

/// What was read of a server's artifacts, newest first, without doubles, and the part of it that passes a filter.
class ArtifactList
{
public:
    struct Range {
        qsizetype first = 0;
        qsizetype count = 0;

        bool operator==(const Range &) const = default;
    };

    /// Puts a page where it belongs among what was read: what comes before a known artifact is newer than it, what
    /// follows one is older. Tells where rows appeared among those that pass, in order, each range counted after the
    /// ones before.
    QList<Range> merge(const QList<gimlet::Artifact> &page, const ArtifactFilter &filter);

    /// How many artifacts of @p page are new to the list.
    qsizetype countNew(const QList<gimlet::Artifact> &page) const;

    void clear();
    void setPassing(QList<gimlet::Artifact> passing) { m_passing.swap(passing); }

    const QList<gimlet::Artifact> &all() const { return m_all; }
    const QList<gimlet::Artifact> &passing() const { return m_passing; }

private:
    void insert(const gimlet::Artifact &artifact, qsizetype at, qsizetype atPassing, bool isPassing);

    QList<gimlet::Artifact> m_all;
    QList<gimlet::Artifact> m_passing;
    QSet<QString> m_ids;
};

} // namespace coupe::workspace
