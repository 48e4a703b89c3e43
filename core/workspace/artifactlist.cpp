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
    const auto note = [&](qsizetype row) {
        if (!ranges.isEmpty() && ranges.constLast().first + ranges.constLast().count == row)
            ++ranges.last().count;
        else
            ranges.append({row, 1});
    };
    const auto isKnown = [&](const gimlet::Artifact &artifact) { return m_ids.contains(artifact.id); };
    auto next = std::ranges::find_if(page, isKnown);
    qsizetype cursor = 0;
    qsizetype passingCursor = 0;
    const bool isOlder = next == page.end() && !m_all.isEmpty() && !page.isEmpty()
        && page.constFirst().created <= m_all.constLast().created;
    if (isOlder) {
        next = page.begin();
        cursor = m_all.size();
        passingCursor = m_passing.size();
    }
    // What is newer than all that is known goes in front from its end on: one by one behind each other, every one of
    // them would move the whole list.
    for (auto it = next; it != page.begin();) {
        const bool isPassing = passes(*--it, filter);
        insert(*it, 0, 0, isPassing);
        ++cursor;
        passingCursor += isPassing;
    }
    if (passingCursor > 0 && !isOlder)
        ranges.append({0, passingCursor});
    for (; next != page.end(); ++next) {
        if (isKnown(*next)) {
            stepBehind(m_all, cursor, next->id);
            stepBehind(m_passing, passingCursor, next->id);
            continue;
        }
        const bool isPassing = passes(*next, filter);
        insert(*next, cursor++, passingCursor, isPassing);
        if (isPassing)
            note(passingCursor++);
    }
    return ranges;
}

void ArtifactList::insert(const gimlet::Artifact &artifact, qsizetype at, qsizetype atPassing, bool isPassing)
{
    m_ids.insert(artifact.id);
    m_all.insert(at, artifact);
    if (isPassing)
        m_passing.insert(atPassing, artifact);
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
