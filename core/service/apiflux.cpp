#include "routes.h"

#include <gimlet/flux.h>
#include <gimlet/reconciliation.h>

namespace coupe::service {

using namespace Qt::StringLiterals;

namespace {

/// What one Flux event says, and of what.
struct Report {
    QString env;
    QString sha;
    QString kustomization;
    gimlet::GitopsCommit word; ///< status, statusDesc, created

    /// Where a commit stands that the service did not make.
    qint64 sequenceOfStranger = 0;
};

/// The app whose own Kustomization this is ("<owner>-<repo>-<env>-<namespace>-<app>"); empty for an environment's.
QString appOf(const Report &report, const QStringList &apps)
{
    QString found;
    for (const QString &app : apps) {
        const bool fits = report.kustomization.endsWith(u'-' + app)
            && (u'-' + report.kustomization).contains(u'-' + report.env + u'-');
        if (fits && app.size() > found.size())
            found = app;
    }
    return found;
}

/// The commits that the event speaks of.
///
/// Flux applies a whole revision, so a commit that is in it, and everything before, is what runs once it says so. That
/// the revision failed is true of the newest change in it only: the others of the environment may well be fine. An
/// app's own Kustomization speaks for that app alone.
Result<QList<CommitRecord>> affectedCommits(Store &store, const Report &report)
{
    const auto apps = store.appsOf(report.env);
    if (!apps)
        return std::unexpected(apps.error());
    const QString app = appOf(report, *apps);
    const auto named = store.commit(report.sha);
    if (!named)
        return std::unexpected(named.error());
    const qint64 sequence = *named ? (*named)->sequence : report.sequenceOfStranger;
    if (gimlet::reconciliationFromStatus(report.word.status) != gimlet::Reconciliation::Failed) {
        auto open = store.openCommits(report.env, app, sequence);
        // An earlier commit that failed its health check has had its say, and so has what came before it (contract
        // §3.8).
        for (qsizetype i = 1; open && i < open->size(); ++i) {
            if (gimlet::reconciliationFromStatus(open->at(i).commit.status) == gimlet::Reconciliation::Failed)
                open->resize(i);
        }
        return open;
    }
    const auto newest = store.newestCommitOf(report.env, app, sequence);
    if (!newest)
        return std::unexpected(newest.error());
    if (!*newest || isFinalStatus((*newest)->commit.status))
        return QList<CommitRecord>();
    return QList<CommitRecord>{**newest};
}

/// Writes the event's word on every commit that it is about; returns what changed.
Result<QList<gimlet::GitopsCommit>> apply(Store &store, const Report &report)
{
    const auto affected = affectedCommits(store, report);
    if (!affected)
        return std::unexpected(affected.error());
    QList<gimlet::GitopsCommit> changed;
    for (const CommitRecord &record : *affected) {
        gimlet::GitopsCommit commit = report.word;
        commit.sha = record.commit.sha;
        commit.env = record.commit.env;
        if (const auto updated = store.updateCommit(commit); !updated)
            return std::unexpected(updated.error());
        changed.append(commit);
    }
    return changed;
}

/// A commit that a person pushed is known to git alone. The newest one stands behind all of ours; where an older one
/// stands nobody noted, so that it tells nothing about ours.
Result<std::optional<qint64>> sequenceOfStranger(const Call &call, const QString &sha)
{
    const auto ours = call.store.commit(sha);
    if (!ours)
        return std::unexpected(ours.error());
    if (*ours)
        return 0;
    const auto head = call.surroundings.gitops->head();
    if (!head)
        return std::unexpected(head.error());
    if (*head == sha)
        return std::numeric_limits<qint64>::max();
    return mapped(call.surroundings.gitops->contains(sha),
        [](bool known) { return known ? std::optional<qint64>(0) : std::nullopt; });
}

} // namespace

Answer postFluxEvent(const Call &call)
{
    const auto env = call.parameter("env");
    const auto environments = call.store.environments();
    if (!environments)
        return std::unexpected(environments.error());
    if (!env || !environments->contains(*env))
        return badRequest();
    // Gimlet answers 200 to what it cannot read, and forgets it.
    const auto event = bodyOf<gimlet::FluxEvent>(call);
    if (!event)
        return badValue(event.error().detail);
    Report report;
    report.env = *env;
    report.sha = gimlet::commitOfRevision(event->revision);
    report.kustomization = event->name;
    if (report.sha.isEmpty())
        return badValue(u"metadata.revision names no commit"_s);
    if (event->reason.isEmpty())
        return badRequest(u"reason is mandatory"_s);
    report.word.status = event->reason;
    report.word.statusDesc = event->message;
    report.word.created = event->timestamp.isValid() ? event->timestamp : call.surroundings.clock->now();

    const auto stranger = sequenceOfStranger(call, report.sha);
    if (!stranger)
        return std::unexpected(stranger.error());
    if (!*stranger)
        return notFound(u"cannot find gitops commit "_s + report.sha);
    report.sequenceOfStranger = **stranger;

    const auto changed = call.surroundings.writes.write(call.store, [&](Store &store) { return apply(store, report); });
    if (!changed)
        return std::unexpected(changed.error());
    for (const gimlet::GitopsCommit &commit : *changed)
        call.surroundings.feed.commitChanged(commit);
    return Response{200, {}, {}, {}};
}

} // namespace coupe::service
