#include "statuswords.h"

#include <base/displaytext.h>

#include <QCoreApplication>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::ReleaseState;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StatusWords", text);
}

} // namespace

QString shapeOf(ReleaseState state)
{
    switch (state) {
    case ReleaseState::Absent:
        return {};
    case ReleaseState::Live:
        return u"live"_s;
    case ReleaseState::Applying:
        return u"applying"_s;
    case ReleaseState::Stalled:
        return u"stalled"_s;
    case ReleaseState::Failed:
        return u"failed"_s;
    case ReleaseState::RolledBack:
        return u"rolledBack"_s;
    case ReleaseState::ChangedByHand:
        return u"changedByHand"_s;
    case ReleaseState::Deleted:
        return u"deleted"_s;
    case ReleaseState::WasLive:
    case ReleaseState::Replaced:
        return u"wasLive"_s;
    case ReleaseState::Wanted:
    case ReleaseState::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString wordOf(ReleaseState state)
{
    switch (state) {
    case ReleaseState::Absent:
        return tr("Not in this environment");
    case ReleaseState::Live:
        return tr("Live");
    case ReleaseState::Applying:
        return tr("Applying");
    case ReleaseState::Stalled:
        return tr("Stalled");
    case ReleaseState::Failed:
        return tr("Failed");
    case ReleaseState::RolledBack:
        return tr("Rolled back");
    case ReleaseState::ChangedByHand:
        return tr("Changed by hand");
    case ReleaseState::Deleted:
        return tr("Deleted");
    case ReleaseState::WasLive:
        return tr("Was live");
    case ReleaseState::Wanted:
        return tr("Wanted");
    case ReleaseState::Replaced:
        return tr("Replaced");
    case ReleaseState::Unknown:
        break;
    }
    return tr("Unknown");
}

QString railState(workspace::StepState state)
{
    switch (state) {
    case workspace::StepState::Done:
        return u"done"_s;
    case workspace::StepState::Running:
        return u"running"_s;
    case workspace::StepState::Failed:
        return u"failed"_s;
    case workspace::StepState::Unknown:
        return u"unknown"_s;
    case workspace::StepState::Waiting:
    case workspace::StepState::Skipped:
        break;
    }
    return u"waiting"_s;
}

QString shortReason(const workspace::BoardCell &cell)
{
    const QString &status = cell.release.gitopsCommitStatus;
    switch (cell.state) {
    case ReleaseState::Failed:
        if (status == u"HealthCheckFailed")
            return tr("not healthy");
        if (status == u"ValidationFailed")
            return tr("not valid");
        if (status == u"ArtifactFailed")
            return tr("no source");
        return tr("not applied");
    case ReleaseState::RolledBack:
        return cell.rolledBackFrom.isEmpty() ? QString() : tr("from %1").arg(displayText(cell.rolledBackFrom));
    case ReleaseState::Applying:
        return status.contains(u"NotReady") ? tr("waits for another") : QString();
    case ReleaseState::Unknown:
        return status.isEmpty() ? tr("no word yet") : displayText(status);
    default:
        return {};
    }
}

QString statusSentence(const QString &status)
{
    if (status == u"HealthCheckFailed")
        return tr("The health check failed.");
    if (status == u"ValidationFailed")
        return tr("Flux could not validate the manifests.");
    if (status == u"ArtifactFailed")
        return tr("Flux could not read the gitops repo.");
    if (status.contains(u"Failed"))
        return tr("Flux could not apply it.");
    if (status.contains(u"Succeeded"))
        return tr("Flux applied it.");
    if (status == u"NotReconciled")
        return tr("Flux has not seen it yet.");
    if (status == u"Progressing")
        return tr("Flux is applying it.");
    if (status.contains(u"NotReady"))
        return tr("Flux waits for something it depends on.");
    return status.isEmpty() ? tr("Gimlet has no word from Flux yet.") : displayText(status);
}

QString releasedBy(const QString &triggeredBy)
{
    return triggeredBy == u"policy" ? tr("policy") : displayText(triggeredBy, Lines::Single, 80);
}

} // namespace coupe::ui
