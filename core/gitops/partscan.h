#pragma once

#include "changescan.h"

#include <base/worker.h>

#include <atomic>

namespace coupe::gitops {

/// What a stretch of history did.
struct ScannedPart {
    QList<ScannedChange> changes; ///< newest first
    qint64 commits = 0;
    git_oid next = Nothing; ///< the commit that follows; Nothing: none
};

/// Reads on until @p shown changes of apps are found, or about twice as many commits are read, or history ends.
Result<ScannedPart> readPart(ChangeScan &scan, qsizetype shown);

/// Reads part after part on a thread of its own, one ahead of who takes them: reading history and writing the database
/// take about as long as each other.
///
/// Until this is gone the scan, and the repository that it reads, belong to that thread.
class PartReader
{
public:
    PartReader(ChangeScan &scan, qsizetype shown);
    /// Waits for the commit that is being read.
    ~PartReader();
    PartReader(const PartReader &) = delete;
    PartReader &operator=(const PartReader &) = delete;

    /// The next part; waits for it. Not to be called after a failure, or after the part behind which there is none.
    Result<ScannedPart> take();

private:
    void loop(ChangeScan &scan, qsizetype shown);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Result<ScannedPart>> m_ready;
    std::atomic_bool m_stopping = false;
    Worker m_worker;
};

} // namespace coupe::gitops
