#include "artifactlist.h"

namespace coupe::workspace {

namespace {

/// Moves @p cursor behind the artifact of that id; it can only be ahead.
void stepBehind(const QList<gimlet::Artifact> &list, qsizetype &cursor, const QString &id)
{
    for (qsizetype i = cursor; i < list.size(); ++i) {
        if (list[i].id == id) {
            cursor = i + 1;
            return;
        }
    }
}

} // namespace

QList<ArtifactList::Range> ArtifactList::merge(const QList<gimlet::Artifact> &page, const ArtifactFilter &filter)
{
    QList<Range> ranges;
    qsizetype cursor = 0;
    qsizetype passingCursor = 0;
    // Most pages lie wholly behind what was read, or begin with something new.
    const auto firstKnown =
        std::ranges::find_if(page, [&](const gimlet::Artifact &artifact) { return m_ids.contains(artifact.id); });
    const bool older = firstKnown == page.end() && !m_all.isEmpty() && !page.isEmpty()
        && page.constFirst().created <= m_all.constLast().created;
    if (older) {
        cursor = m_all.size();
        passingCursor = m_passing.size();
    }
    for (const gimlet::Artifact &artifact : page) {
        if (m_ids.contains(artifact.id)) {
            stepBehind(m_all, cursor, artifact.id);
            stepBehind(m_passing, passingCursor, artifact.id);
            continue;
        }
        m_ids.insert(artifact.id);
        m_all.insert(cursor++, artifact);
        if (!passes(artifact, filter))
            continue;
        if (!ranges.isEmpty() && ranges.constLast().first + ranges.constLast().count == passingCursor)
            ++ranges.last().count;
        else
            ranges.append({passingCursor, 1});
        m_passing.insert(passingCursor++, artifact);
    }
    return ranges;
}

qsizetype ArtifactList::countNew(const QList<gimlet::Artifact> &page) const
{
    return std::ranges::count_if(
        page, [this](const gimlet::Artifact &artifact) { return !m_ids.contains(artifact.id); });
}

void ArtifactList::clear()
{
    *this = {};
}

} // namespace coupe::workspace
