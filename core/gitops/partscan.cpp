#include "partscan.h"

namespace coupe::gitops {

namespace {

Result<ScannedPart> readUnless(const std::atomic_bool &stopping, ChangeScan &scan, qsizetype wanted)
{
    ScannedPart part;
    qsizetype shown = 0;
    while (!isNothing(scan.next()) && shown < wanted && part.commits < 2 * wanted && !stopping) {
        auto changes = scan.step();
        if (!changes)
            return std::unexpected(std::move(changes.error()));
        shown += std::ranges::count_if(*changes, &ScannedChange::recordSeen);
        part.changes.append(std::move(*changes));
        ++part.commits;
    }
    part.next = scan.next();
    return part;
}

} // namespace

Result<ScannedPart> readPart(ChangeScan &scan, qsizetype shown)
{
    return readUnless(false, scan, shown);
}

PartReader::PartReader(ChangeScan &scan, qsizetype shown) : m_worker(QStringLiteral("index-reader"))
{
    m_worker.post([this, &scan, shown] { loop(scan, shown); });
}

PartReader::~PartReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
}

void PartReader::loop(ChangeScan &scan, qsizetype shown)
{
    for (bool more = true; more;) {
        auto part = readUnless(m_stopping, scan, shown);
        more = part && !isNothing(part->next);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_ready || m_stopping; });
        if (m_stopping)
            return;
        m_ready = std::move(part);
        m_changed.notify_all();
    }
}

Result<ScannedPart> PartReader::take()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ready.has_value(); });
    auto part = *std::exchange(m_ready, std::nullopt);
    m_changed.notify_all();
    return part;
}

} // namespace coupe::gitops
