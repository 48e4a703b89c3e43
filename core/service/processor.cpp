#include "processor.h"

#include <manifest/policy.h>
#include <manifest/render.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

/// The member of a request that the API stored.
QString member(const Event &event, QLatin1StringView key)
{
    return QJsonDocument::fromJson(event.request).object().value(key).toString();
}

/// An error as a statusDesc: what happened, and the words of whoever said so.
QString wordsOf(const Error &error)
{
    return error.detail.isEmpty() ? error.message : error.message + u'\n' + error.detail;
}

gimlet::ReleaseResult &addResult(Event &event, const QString &env, const QString &app)
{
    gimlet::ReleaseResult &result = event.results.emplaceBack();
    result.env = env;
    result.app = app;
    result.status = u"success"_s;
    return result;
}

void failResult(gimlet::ReleaseResult &result, const QString &why)
{
    result.status = u"failure"_s;
    result.statusDesc = why;
}

/// Apps may be named by a template; a request names them as they come out.
bool isCalled(const gimlet::Manifest &manifest, const QString &app, const QMap<QString, QString> &variables)
{
    if (manifest.app == app || !manifest.app.contains(u"{{"))
        return manifest.app == app;
    const auto resolved = manifest::resolveVariables(manifest, variables);
    return resolved && resolved->app == app;
}

} // namespace

Processor::Processor(Store &store, WriteQueue &writes, gitops::Repository &repository, const Clock &clock, Feed &feed)
    : m_store(store), m_writes(writes), m_writer(repository, clock), m_feed(feed)
{
}

void Processor::tidyUp()
{
    // Events are finished one after the other, so that at most one did not get to remove its marks.
    const auto last = m_store.lastFinishedEvent();
    if (last && *last)
        std::ignore = m_writer.forgetEvent((*last)->id);
}

Result<void> Processor::process(Event event)
{
    // What an interrupted attempt stored is found again, so that this one tells the whole story.
    event.results.clear();
    event.status = u"processed"_s;
    Result<void> processed;
    if (event.type == "artifact"_L1) {
        processed = processArtifact(event);
    } else if (event.type == "release"_L1) {
        processed = processRelease(event);
    } else if (event.type == "rollback"_L1) {
        processRollback(event);
    } else if (event.type == "delete"_L1) {
        processDelete(event);
    } else {
        event.status = u"error"_s;
        event.statusDesc = u"This service does not know events of type %1."_s.arg(event.type);
    }
    const auto saved = andThen(processed, [&] { return save(event); });
    // The marks have done their duty. One that stays behind is litter, not harm.
    if (saved)
        std::ignore = m_writer.forgetEvent(event.id);
    return saved;
}

Result<void> Processor::processArtifact(Event &event)
{
    const auto artifact = m_store.artifact(event.artifactId);
    if (!artifact && artifact.error().kind == ErrorKind::Storage)
        return std::unexpected(artifact.error());
    if (!artifact || !*artifact) {
        event.status = u"error"_s;
        event.statusDesc = artifact ? u"The artifact is gone."_s : wordsOf(artifact.error());
        return {};
    }
    for (int index = 0; const gimlet::Manifest &manifest : std::as_const((*artifact)->environments)) {
        const manifest::PolicyVerdict verdict = manifest::evaluate(manifest.deploy, (*artifact)->version);
        if (verdict.outcome == manifest::PolicyVerdict::Outcome::Broken) {
            failResult(addResult(event, manifest.env, manifest.app), verdict.summary);
        } else if (verdict.deploys()) {
            if (const auto saved = savePart(event); !saved)
                return saved;
            deploy(event, **artifact, manifest, index, u"policy"_s);
        }
        ++index;
    }
    return {};
}

Result<void> Processor::processRelease(Event &event)
{
    const auto artifact = m_store.artifact(event.artifactId);
    if (!artifact && artifact.error().kind == ErrorKind::Storage)
        return std::unexpected(artifact.error());
    if (!artifact || !*artifact) {
        event.status = u"error"_s;
        event.statusDesc = artifact ? u"The artifact is gone."_s : wordsOf(artifact.error());
        return {};
    }
    const QString env = member(event, "env"_L1);
    const QString app = member(event, "app"_L1);
    const auto variables = gimlet::templateVariables(**artifact);
    for (int index = 0; const gimlet::Manifest &manifest : std::as_const((*artifact)->environments)) {
        if (manifest.env == env && (app.isEmpty() || isCalled(manifest, app, variables))) {
            if (const auto saved = savePart(event); !saved)
                return saved;
            deploy(event, **artifact, manifest, index, member(event, "triggeredBy"_L1));
        }
        ++index;
    }
    return {};
}

void Processor::deploy(Event &event, const gimlet::Artifact &artifact, const gimlet::Manifest &manifest, int index,
    const QString &triggeredBy)
{
    gimlet::ReleaseResult &result = addResult(event, manifest.env, manifest.app);

    const auto environments = m_store.environments();
    if (!environments || !environments->contains(manifest.env)) {
        failResult(result,
            environments ? u"There is no environment called %1 here."_s.arg(manifest.env)
                         : wordsOf(environments.error()));
        return;
    }
    const auto resolved = manifest::resolveVariables(manifest, gimlet::templateVariables(artifact));
    if (!resolved)
        return failResult(result, wordsOf(resolved.error()));
    result.app = resolved->app;

    const auto written = write(artifact, *resolved, triggeredBy, {event.id, index});
    if (!written)
        return failResult(result, wordsOf(written.error()));
    if (written->nothingChanged() && event.type == "release"_L1)
        return failResult(result, gitops::nothingChangedText());
    result.hash = written->hash();
    noteCommits(event, result.env, result.app, written->commits);
}

Result<gitops::WriteResult> Processor::write(const gimlet::Artifact &artifact, const gimlet::Manifest &manifest,
    const QString &triggeredBy, const gitops::EventMark &mark)
{
    const auto done = m_writer.commitOfEvent(mark.eventId, mark.index);
    if (!done)
        return std::unexpected(done.error());
    if (*done)
        return gitops::WriteResult{{**done}};
    const auto layout = gitops::Layout::make(manifest.env);
    if (!layout)
        return std::unexpected(layout.error());
    const auto files = manifest::renderFiles(manifest);
    if (!files)
        return std::unexpected(files.error());
    gimlet::Release release;
    release.app = manifest.app;
    release.env = manifest.env;
    release.artifactId = artifact.id;
    release.triggeredBy = triggeredBy;
    release.version = artifact.version;
    return m_writer.writeRelease(*layout, release, *files, mark);
}

void Processor::processRollback(Event &event)
{
    const QString env = member(event, "env"_L1);
    const QString app = member(event, "app"_L1);
    const auto commits =
        andThen(m_writer.commitsOfEvent(event.id), [&](const QStringList &done) -> Result<QStringList> {
            if (!done.isEmpty())
                return done;
            const auto written = andThen(gitops::Layout::make(env), [&](const gitops::Layout &layout) {
                return m_writer.writeRollback(layout, app, member(event, "targetSHA"_L1), event.id);
            });
            return mapped(written, [](const gitops::WriteResult &result) { return result.commits; });
        });
    if (!commits) {
        event.status = u"error"_s;
        event.statusDesc = wordsOf(commits.error());
        return;
    }
    for (const QString &hash : *commits)
        addResult(event, env, app).hash = hash;
    noteCommits(event, env, app, *commits);
}

void Processor::processDelete(Event &event)
{
    const QString env = member(event, "env"_L1);
    const QString app = member(event, "app"_L1);
    const auto done = m_writer.commitOfEvent(event.id, 0);
    const auto written = andThen(done, [&](const std::optional<QString> &hash) -> Result<gitops::WriteResult> {
        if (hash)
            return gitops::WriteResult{{*hash}};
        return andThen(gitops::Layout::make(env), [&](const gitops::Layout &layout) {
            return m_writer.writeDelete(layout, app, member(event, "triggeredBy"_L1), {event.id, 0});
        });
    });
    if (!written) {
        event.status = u"error"_s;
        event.statusDesc = wordsOf(written.error());
        return;
    }
    gimlet::ReleaseResult &result = addResult(event, env, app);
    if (written->nothingChanged())
        return failResult(result, u"There is no app called %1 in %2."_s.arg(app, env));
    result.hash = written->hash();
    noteCommits(event, env, app, written->commits);
}

void Processor::noteCommits(const Event &event, const QString &env, const QString &app, const QStringList &hashes)
{
    for (const QString &hash : hashes | std::views::reverse) {
        CommitRecord &record = m_unsaved.emplaceBack();
        record.app = app;
        record.commit.sha = hash;
        record.commit.env = env;
        record.commit.status = u"NotReconciled"_s;
        record.commit.created = gimlet::timeFromUnix(event.created);
    }
}

Result<void> Processor::savePart(Event event)
{
    if (event.results.isEmpty())
        return {};
    event.status = u"new"_s;
    return save(event);
}

Result<void> Processor::save(const Event &event)
{
    const QList<CommitRecord> commits = std::exchange(m_unsaved, {});
    const auto saved = m_writes.write(m_store, [&](Store &store) -> Result<void> {
        for (const CommitRecord &record : commits) {
            if (const auto added = store.addCommit(record); !added)
                return added;
        }
        return store.updateEvent(event);
    });
    if (!saved)
        return saved;
    for (const CommitRecord &record : commits)
        m_feed.commitChanged(record.commit);
    return {};
}

} // namespace coupe::service
