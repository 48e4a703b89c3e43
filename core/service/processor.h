#pragma once

#include "feed.h"
#include "writequeue.h"

#include <base/clock.h>
#include <gitops/writer.h>

namespace coupe::service {

/// Turns one event into commits of the gitops repo and results (contract §5.4, §3.7). Belongs to the worker's thread.
///
/// Exactly once: each commit carries a mark of the event and of the manifest's place in it, which is asked for before
/// anything is written. So an event that a kill interrupted is simply processed again.
class Processor
{
public:
    Processor(Store &store, WriteQueue &writes, gitops::Repository &repository, const Clock &clock, Feed &feed);

    /// Does the tidying that a kill prevented. To be called once, before the first event.
    void tidyUp();

    /// Processes @p event to its end, and stores what became of it. Errors are of kind Storage: the event is still new
    /// then.
    Result<void> process(Event event);

private:
    Result<void> processArtifact(Event &event);
    Result<void> processRelease(Event &event);
    void processRollback(Event &event);
    void processDelete(Event &event);
    void deploy(Event &event, const gimlet::Artifact &artifact, const gimlet::Manifest &manifest, int index,
        const QString &triggeredBy);
    Result<gitops::WriteResult> write(const gimlet::Artifact &artifact, const gimlet::Manifest &manifest,
        const QString &triggeredBy, const gitops::EventMark &mark);

    /// Notes commits, newest first, that belong to the event.
    void noteCommits(const Event &event, const QString &env, const QString &app, const QStringList &hashes);
    /// Stores the event with its commits, and tells the listeners.
    Result<void> save(const Event &event);
    /// Stores what is known so far of an event that goes on.
    Result<void> savePart(Event event);

    Store &m_store;
    WriteQueue &m_writes;
    gitops::Writer m_writer;
    Feed &m_feed;
    QList<CommitRecord> m_unsaved;
};

} // namespace coupe::service
