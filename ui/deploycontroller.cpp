#include "deploycontroller.h"

#include "artifactdetail.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <client/endpoints.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using workspace::BoardCell;
using workspace::DeployPreview;
using workspace::ReleaseState;
using workspace::Session;

DeployController::DeployController(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_goingOut(session.clock()), m_takenBack(session.clock()),
      m_leftOut(session.clock())
{
    connect(&session, &Session::boardChanged, this, &DeployController::refresh);
    connect(&session, &Session::connectionChanged, this, &DeployController::refresh);
}

QString DeployController::problemWords() const
{
    return displayText(m_problem.detail, Lines::Several, PanelTextLimit);
}

void DeployController::setPhase(Phase phase, Error problem)
{
    if (m_phase == phase && m_problem == problem)
        return;
    m_phase = phase;
    m_problem = std::move(problem);
    Q_EMIT phaseChanged();
}

void DeployController::ask(const QString &artifactId, const QString &app, const QString &environment)
{
    if (m_phase == Sending)
        return;
    m_app = app;
    m_environment = environment;
    m_artifact.reset();
    m_facts = {};
    m_movedText.clear();
    const BoardCell *cell = m_session.board()->cell(app, environment);
    m_presentArtifact = cell ? cell->release.artifactId : QString();
    for (const QList<Artifact> *known : {&m_session.recentArtifacts(), &m_session.artifacts().artifacts()}) {
        const auto found = std::ranges::find(*known, artifactId, &Artifact::id);
        if (found != known->end())
            return present(*found);
    }

    // The API gives single artifacts by commit only, and the board knows the commit of what is live somewhere.
    QString sha;
    for (const workspace::BoardRow &row : m_session.board()->rows) {
        for (const BoardCell &candidate : row.cells) {
            if (candidate.release.artifactId == artifactId && candidate.release.version)
                sha = candidate.release.version->sha;
        }
    }
    if (sha.isEmpty()) {
        return setPhase(Failed,
            {ErrorKind::NotFound, tr("Gimlet no longer has this artifact among those that Coupe can reach."),
                artifactId, 0});
    }
    setPhase(Loading);
    Q_EMIT factsChanged();
    client::ListArtifacts wanted;
    wanted.shas = {sha};
    m_reading = m_session.client().get(wanted, [this, artifactId](const Result<QList<Artifact>> &artifacts) {
        if (!artifacts)
            return setPhase(Failed, artifacts.error());
        const auto found = std::ranges::find(*artifacts, artifactId, &Artifact::id);
        if (found == artifacts->end())
            return setPhase(Failed, {ErrorKind::NotFound, tr("Gimlet no longer has this artifact."), artifactId, 0});
        present(*found);
    });
}

void DeployController::askFor(const QString &app, const QString &environment)
{
    const BoardCell *cell = m_session.board()->cell(app, environment);
    if (cell && !cell->release.artifactId.isEmpty())
        ask(cell->release.artifactId, app, environment);
}

void DeployController::present(const Artifact &artifact)
{
    m_artifact = artifact;
    setPhase(Confirming);
    refresh();
    Q_EMIT movedChanged();
}

void DeployController::refresh()
{
    if (!m_artifact || m_phase == Closed)
        return;
    const DeployPreview preview = workspace::makeDeployPreview(
        *m_session.board(), m_session.recentArtifacts(), *m_artifact, m_app, m_environment);
    const QString presentArtifact = preview.present.release.artifactId;
    if (m_phase == Confirming && presentArtifact != std::exchange(m_presentArtifact, presentArtifact)) {
        m_movedText = preview.present.label().isEmpty()
            ? tr("%1 was removed from %2 while this was open. Look again before you go on.")
                  .arg(displayText(m_app), displayText(m_environment))
            : tr("%1 now has %2: somebody released it while this was open. Look again before you go on.")
                  .arg(displayText(m_environment), displayText(preview.present.label(), Lines::Single, 40));
        Q_EMIT movedChanged();
    }
    m_goingOut.setVersions(preview.goingOut);
    m_takenBack.setVersions(preview.takenBack);
    m_leftOut.setVersions(preview.leftOut);
    const DeployFacts facts = factsOf(preview);
    if (std::exchange(m_facts, facts) != facts)
        Q_EMIT factsChanged();
}

DeployFacts DeployController::factsOf(const DeployPreview &preview) const
{
    const QDateTime now = m_session.clock().now();
    const gimlet::Version &version = preview.artifact.version;
    const BoardCell &present = preview.present;
    DeployFacts facts;
    facts.app = displayText(m_app, Lines::Single, 120);
    facts.environment = displayText(m_environment, Lines::Single, 80);
    facts.isProtected = preview.isProtected;
    facts.version = displayText(version.label(), Lines::Single, 40);
    facts.subject = displayText(version.subject());
    facts.madeText = version.branch.isEmpty()
        ? tr("%1, %2").arg(displayText(version.authorName, Lines::Single, 80), dayText(version.created, now))
        : tr("%1, %2 on %3")
              .arg(displayText(version.authorName, Lines::Single, 80), dayText(version.created, now),
                  displayText(version.branch, Lines::Single, 80));
    facts.presentVersion = displayText(present.label(), Lines::Single, 40);
    facts.presentSubject = present.release.version ? displayText(present.release.version->subject()) : QString();
    facts.presentShape = shapeOf(present.state);
    facts.presentText = present.since.isValid()
        ? tr("%1 for %2").arg(wordOf(present.state), ageText(present.since, now))
        : wordOf(present.state);
    switch (preview.direction) {
    case DeployPreview::Direction::First:
        facts.directionText =
            tr("%1 is not in %2 yet: this is its first release there.").arg(facts.app, facts.environment);
        break;
    case DeployPreview::Direction::Back:
        facts.directionText = tr("This goes back: %1 is older than what is there.").arg(facts.version);
        facts.directionWarns = true;
        break;
    case DeployPreview::Direction::Same:
        facts.directionText = tr("%1 is there already. Gimlet will find nothing to change.").arg(facts.version);
        facts.directionWarns = true;
        break;
    case DeployPreview::Direction::Unknown:
        facts.directionText =
            tr("What is there now is not among the artifacts that Coupe has read, so the commits between "
               "cannot be told.");
        break;
    case DeployPreview::Direction::Forward:
        break;
    }
    const auto commits = [](qsizetype count, const QString &one, const QString &many) {
        return count == 0 ? QString() : count == 1 ? one : many.arg(count);
    };
    facts.goingOutTitle =
        commits(preview.goingOut.size(), tr("1 shipped commit goes out"), tr("%1 shipped commits go out"));
    facts.takenBackTitle = commits(
        preview.takenBack.size(), tr("1 shipped commit is taken back"), tr("%1 shipped commits are taken back"));
    const QString branch = displayText(version.branch, Lines::Single, 80);
    facts.leftOutTitle = commits(preview.leftOut.size(), tr("1 newer commit of %1 stays out").arg(branch),
        tr("%2 newer commits of %1 stay out").arg(branch, u"%1"_s));
    facts.policyText = displayText(preview.policyInWords);
    facts.acceptText = tr("Deploy %1 %2 to %3").arg(facts.app, facts.version, facts.environment);
    facts.ageText =
        m_session.boardAsOf().isValid() ? tr("As of %1 (API)").arg(clockText(m_session.boardAsOf())) : QString();
    facts.serverName = displayText(m_session.profile().name, Lines::Single, 60);
    facts.offReason = m_phase == Sending ? QString() : whyDeployIsOff(m_session, m_environment, m_app);
    if (!preview.renderable)
        facts.offReason = tr("This artifact has no manifest for %1 in %2.").arg(facts.app, facts.environment);
    return facts;
}

void DeployController::confirm(const QString &typedName)
{
    if (m_phase != Confirming || !m_artifact || !m_facts.offReason.isEmpty())
        return;
    if (m_facts.isProtected && typedName != m_environment)
        return;
    setPhase(Sending);
    const workspace::DeployOrder order{m_environment, m_app, m_artifact->id, m_artifact->version.label()};
    m_sending = m_session.requests().deploy(order, [this](const Result<QString> &armed) {
        if (!armed)
            return setPhase(Confirming, armed.error());
        const QString &request = *armed;
        close();
        Q_EMIT sent(request);
    });
}

void DeployController::close()
{
    // A request that is on its way goes on; Activity tells how it ends.
    m_reading.cancel();
    m_artifact.reset();
    setPhase(Closed);
}

} // namespace coupe::ui
