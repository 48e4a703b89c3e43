#include "deletecontroller.h"

#include "acting.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <workspace/deploypreview.h>

namespace coupe::ui {

using workspace::BoardCell;
using workspace::ReleaseState;
using workspace::Session;

namespace {

constexpr qsizetype LongestReason = 500;

BoardCell cellOf(const Session &session, const QString &app, const QString &environment)
{
    const BoardCell *cell = session.board()->cell(app, environment);
    return cell ? *cell : BoardCell();
}

} // namespace

DeleteController::DeleteController(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_changes(session.gitops())
{
    connect(&session, &Session::boardChanged, this, &DeleteController::refresh);
    connect(&session, &Session::connectionChanged, this, &DeleteController::refresh);
    connect(&session.requests(), &workspace::RequestTracker::requestChanged, this, &DeleteController::refresh);
    connect(&session.gitops(), &workspace::GitopsRepos::changed, this, [this] {
        if (m_phase == Confirming)
            lookAtManifests();
    });
}

QString DeleteController::problemWords() const
{
    return displayText(m_problem.detail, Lines::Several, PanelTextLimit);
}

void DeleteController::setPhase(Phase phase, Error problem)
{
    if (m_phase == phase && m_problem == problem)
        return;
    m_phase = phase;
    m_problem = std::move(problem);
    Q_EMIT phaseChanged();
}

void DeleteController::setReason(const QString &reason)
{
    const QString kept = reason.left(LongestReason);
    if (std::exchange(m_reason, kept) != kept)
        Q_EMIT reasonChanged();
}

void DeleteController::ask(const QString &environment, const QString &app)
{
    if (m_phase == Sending)
        return;
    m_environment = environment;
    m_app = app;
    m_reason.clear();
    m_movedText.clear();
    m_presentArtifact = cellOf(m_session, app, environment).release.artifactId;
    setPhase(Confirming);
    refresh();
    lookAtManifests();
    Q_EMIT movedChanged();
    Q_EMIT reasonChanged();
}

void DeleteController::refresh()
{
    if (m_phase == Closed)
        return;
    const BoardCell present = cellOf(m_session, m_app, m_environment);
    const QString artifact = present.release.artifactId;
    if (m_phase == Confirming && artifact != std::exchange(m_presentArtifact, artifact)) {
        m_movedText = tr("%1 in %2 is not what it was when this was opened. Look again before you go on.")
                          .arg(displayText(m_app), displayText(m_environment));
        lookAtManifests();
        Q_EMIT movedChanged();
    }
    const DeleteFacts facts = factsOf(present);
    if (std::exchange(m_facts, facts) != facts)
        Q_EMIT factsChanged();
}

DeleteFacts DeleteController::factsOf(const BoardCell &present) const
{
    const QDateTime now = m_session.clock().now();
    DeleteFacts facts;
    facts.app = displayText(m_app, Lines::Single, 120);
    facts.environment = displayText(m_environment, Lines::Single, 80);
    facts.isProtected = m_session.profile().isProtected(m_environment);
    facts.confirmName = facts.app;
    facts.version = displayText(present.label(), Lines::Single, 40);
    facts.subject = present.release.version ? displayText(present.release.version->subject()) : QString();
    facts.presentShape = shapeOf(present.state);
    facts.presentText = present.since.isValid()
        ? tr("%1 for %2").arg(wordOf(present.state), ageText(present.since, now))
        : wordOf(present.state);
    facts.outcomeText = tr("Gimlet removes its manifests from the gitops repo, and Flux removes from the cluster what "
                           "they describe. The history stays: deploying a version brings it back.");
    const auto policies = workspace::automaticPolicies(m_session.recentArtifacts(), m_app, m_environment);
    for (const QString &words : policies.value_or(QStringList()))
        facts.policyTexts << displayText(tr("%1 The next one brings it back.").arg(words));
    facts.policyWarns = !facts.policyTexts.isEmpty();
    if (!policies)
        facts.policyTexts << tr(
            "Whether a policy would bring it back is not known: no recent artifact names it there.");
    else if (policies->isEmpty())
        facts.policyTexts << tr("No policy would bring it back: %1 deploys by hand only.").arg(facts.environment);
    facts.acceptText = tr("Delete %1 from %2").arg(facts.app, facts.environment);
    facts.ageText = ageOfDialog(m_session, m_environment);
    facts.serverName = displayText(m_session.profile().name, Lines::Single, 60);
    if (m_phase == Sending)
        return facts;
    const bool gone = present.state == ReleaseState::Absent || present.state == ReleaseState::Deleted;
    facts.offReason = gone ? tr("%1 is not in %2.").arg(facts.app, facts.environment)
                           : whyActingIsOff(m_session, m_environment, m_app);
    return facts;
}

void DeleteController::lookAtManifests()
{
    if (!m_session.gitops().statusOf(m_environment))
        return m_changes.clear();
    m_changes.compareWith({m_environment, m_app, {}}, [] { return Result<gitops::Folder>(gitops::Folder()); },
        {tr("No manifest of it is in the gitops repo"), tr("1 object goes"), tr("%1 objects go"), {}, tr("Now"),
            tr("After")});
}

void DeleteController::confirm(const QString &typedName)
{
    if (m_phase != Confirming || !m_facts.offReason.isEmpty() || typedName != m_app)
        return;
    setPhase(Sending);
    const workspace::DeleteOrder order{m_environment, m_app, m_reason.trimmed()};
    const QString text = tr("Delete requested: %1 from %2").arg(m_facts.app, m_facts.environment);
    m_sending = m_session.requests().remove(order, [this, text](const Result<QString> &armed) {
        // It may have been closed meanwhile, and be asking about something else by now.
        if (!armed)
            return setPhase(Confirming, armed.error());
        if (m_phase == Sending)
            close();
        Q_EMIT sent(*armed, text);
    });
}

void DeleteController::close()
{
    // A request that is on its way goes on; Activity tells how it ends.
    m_changes.clear();
    setPhase(Closed);
}

} // namespace coupe::ui
