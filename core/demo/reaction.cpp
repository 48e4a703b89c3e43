#include "reaction.h"

#include <QCryptographicHash>

namespace coupe::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// Something between the two that only depends on @p key.
milliseconds between(milliseconds least, milliseconds most, const QString &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha1);
    return least + (most - least) * static_cast<uchar>(hash.front()) / 255;
}

gimlet::FluxEvent eventOf(const Revision &revision, const QDateTime &when)
{
    gimlet::FluxEvent event;
    event.kind = u"Kustomization"_s;
    event.namespaceName = u"flux-system"_s;
    // The names that Gimlet gives: <owner>-<repo>-<env>-<namespace>-<app>. Namespaces are called as their environments.
    event.name = u"acme-gitops-%1"_s.arg(revision.environment);
    if (!revision.app.isEmpty())
        event.name += u"-%1-%2"_s.arg(revision.environment, revision.app);
    event.severity = u"info"_s;
    event.timestamp = when;
    event.revision = u"main@sha1:%1"_s.arg(revision.gitopsCommit);
    return event;
}

} // namespace

Reaction reactionTo(const Sample &sample, const QString &app, const QString &environment, const QString &sha)
{
    const QString key = app + u'/' + environment + u'/' + sha;
    Reaction reaction;
    reaction.progressing = between(1s, 3s, u"progressing "_s + key);
    reaction.settled = reaction.progressing + between(3s, 8s, u"settled "_s + key);
    reaction.reason = u"ReconciliationSucceeded"_s;
    for (const SlowApp &slow : sample.slowApps) {
        if (slow.app == app)
            reaction.settled = std::chrono::seconds(slow.seconds);
    }
    for (const Verdict &verdict : sample.verdicts) {
        if (verdict.app != app || !verdict.environments.contains(environment)
            || sample.commit(app, verdict.commit)->sha != sha)
            continue;
        reaction.settled = std::chrono::seconds(verdict.seconds);
        reaction.reason = verdict.reason;
        reaction.message = verdict.message;
        reaction.message.replace(u"%1"_s, environment);
    }
    if (reaction.message.isEmpty()) {
        reaction.message = u"Reconciliation finished in %1s, next run in 10m0s"_s.arg(
            static_cast<double>((reaction.settled - reaction.progressing).count()) / 1000, 0, 'f', 3);
    }
    return reaction;
}

gimlet::FluxEvent progressingEvent(const Revision &revision, const QDateTime &when)
{
    gimlet::FluxEvent event = eventOf(revision, when);
    event.reason = u"Progressing"_s;
    event.message = revision.app.isEmpty()
        ? u"Health check in progress"_s
        : u"ConfigMap/%1/%2 configured\nDeployment/%1/%2 configured"_s.arg(revision.environment, revision.app);
    return event;
}

gimlet::FluxEvent settledEvent(const Reaction &reaction, const Revision &revision, const QDateTime &when)
{
    gimlet::FluxEvent event = eventOf(revision, when);
    event.severity = reaction.reason.contains(u"Failed") ? u"error"_s : u"info"_s;
    event.reason = reaction.reason;
    event.message = reaction.message;
    return event;
}

} // namespace coupe::demo
