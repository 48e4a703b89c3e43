#include "deploycontroller.h"

#include "acting.h"
#include "artifactdetail.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <client/endpoints.h>
#include <workspace/changestate.h>
#include <workspace/renderedfolder.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using workspace::BoardCell;
using workspace::DeployPreview;
using workspace::FolderAt;
using workspace::ReleaseState;
using workspace::Session;

namespace {

/// As far back as an earlier release of the same artifact is looked for.
constexpr qsizetype MostHistory = 2'000;

} // namespace

DeployController::DeployController(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_goingOut(session.clock()), m_takenBack(session.clock()),
      m_leftOut(session.clock()), m_changes(session.gitops())
{
    connect(&session, &Session::boardChanged, this, &DeployController::refresh);
    connect(&session, &Session::connectionChanged, this, &DeployController::refresh);
    connect(&session.requests(), &workspace::RequestTracker::requestChanged, this, &DeployController::refresh);
    connect(&session.gitops(), &workspace::GitopsRepos::changed, this, [this] {
        if (m_phase == Confirming && m_artifact)
            lookAtManifests();
    });
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
    begin(artifactId, app, environment, {});
}

void DeployController::askFor(const QString &app, const QString &environment)
{
    const BoardCell *cell = m_session.board()->cell(app, environment);
    if (cell && !cell->release.artifactId.isEmpty())
        begin(cell->release.artifactId, app, environment, {});
}

void DeployController::promote(const QString &app, const QString &from, const QString &to)
{
    const BoardCell *cell = m_session.board()->cell(app, from);
    if (cell && !cell->release.artifactId.isEmpty())
        begin(cell->release.artifactId, app, to, from);
}

void DeployController::begin(
    const QString &artifactId, const QString &app, const QString &environment, const QString &source)
{
    if (m_phase == Sending)
        return;
    m_app = app;
    m_environment = environment;
    m_source = source;
    m_artifact.reset();
    m_earlier.reset();
    m_facts = {};
    m_movedText.clear();
    m_comparing.cancel();
    m_changes.clear();
    const BoardCell *cell = m_session.board()->cell(app, environment);
    m_presentArtifact = cell ? cell->release.artifactId : QString();
    for (const QList<Artifact> *known : {&m_session.recentArtifacts(), &m_session.artifacts().artifacts()}) {
        const auto found = std::ranges::find(*known, artifactId, &Artifact::id);
        if (found != known->end())
            return present(*found);
    }
    setPhase(Loading);
    Q_EMIT factsChanged();
    // The API gives single artifacts by commit only. The board knows that of what it shows, git that of all releases.
    const QString commit = commitOnBoard(artifactId);
    if (commit.isEmpty())
        findInGit(artifactId);
    else
        fetch(artifactId, commit);
}

QString DeployController::commitOnBoard(const QString &artifactId) const
{
    const auto commitOf = [&](const gimlet::Release &release) {
        return release.artifactId == artifactId && release.version ? release.version->sha : QString();
    };
    for (const workspace::BoardRow &row : m_session.board()->rows) {
        for (const BoardCell &cell : row.cells) {
            if (const QString commit = commitOf(cell.release); !commit.isEmpty())
                return commit;
            for (const workspace::PastRelease &past : cell.history) {
                if (const QString commit = commitOf(past.release); !commit.isEmpty())
                    return commit;
            }
        }
    }
    return {};
}

void DeployController::findInGit(const QString &artifactId)
{
    m_reading = m_session.gitops().all(
        {.app = m_app}, MostHistory, [this, artifactId](const Result<QList<gitops::Change>> &changes) {
            if (changes) {
                const auto change = std::ranges::find_if(*changes, [&](const gitops::Change &each) {
                    return each.artifactId == artifactId && each.version && !each.version->sha.isEmpty();
                });
                if (change != changes->end())
                    return fetch(artifactId, change->version->sha);
            }
            setPhase(Failed,
                {ErrorKind::NotFound, tr("Gimlet no longer has this artifact among those that Coupe can reach."),
                    artifactId, 0});
        });
}

void DeployController::fetch(const QString &artifactId, const QString &commit)
{
    client::ListArtifacts wanted;
    wanted.shas = {commit};
    m_reading = m_session.client().get(wanted, [this, artifactId](const Result<QList<Artifact>> &artifacts) {
        if (!artifacts)
            return setPhase(Failed, artifacts.error());
        const auto found = std::ranges::find(*artifacts, artifactId, &Artifact::id);
        if (found == artifacts->end())
            return setPhase(Failed, {ErrorKind::NotFound, tr("Gimlet no longer has this artifact."), artifactId, 0});
        present(*found);
    });
}

void DeployController::present(const Artifact &artifact)
{
    m_artifact = artifact;
    setPhase(Confirming);
    refresh();
    Q_EMIT movedChanged();
    lookAtManifests();
}

void DeployController::lookAtManifests()
{
    if (!m_session.gitops().statusOf(m_environment)) {
        return m_changes.clear(
            tr("What changes in the manifests cannot be told: where the gitops repo of %1 is was not said.")
                .arg(m_facts.environment));
    }
    m_comparing = m_session.gitops().all({.env = m_environment, .app = m_app}, MostHistory,
        [this, id = m_artifact->id](const Result<QList<gitops::Change>> &changes) {
            if (changes) {
                const auto earlier = std::ranges::find_if(*changes, [&](const gitops::Change &change) {
                    return change.artifactId == id && workspace::isRelease(change);
                });
                if (earlier != changes->end())
                    m_earlier = *earlier;
            }
            refresh();
            compareManifests();
        });
}

void DeployController::compareManifests()
{
    m_changes.compareWith(
        {m_environment, m_app, {}},
        [artifact = *m_artifact, app = m_app, environment = m_environment] {
            return workspace::renderedFolder(artifact, app, environment);
        },
        ManifestChanges::wordsOfAction(tr("Rendered here from the artifact, as Gimlet does when it deploys.")),
        [this] { compareOtherwise(); });
}

/// What cannot be rendered here is only known from where it was rendered before.
void DeployController::compareOtherwise()
{
    const FolderAt now{m_environment, m_app, {}};
    if (m_earlier) {
        return m_changes.compare(now, {m_environment, m_app, m_earlier->commit},
            {tr("The manifests are what they were at that release"),
                tr("Manifests at that release: 1 value differs from now"),
                tr("Manifests at that release: %1 values differ from now"),
                tr("Gimlet renders the manifests anew when it deploys."), tr("Now"), tr("Then")});
    }
    const QString source = sourceEnvironment();
    if (source.isEmpty()) {
        return m_changes.clear(
            tr("Gimlet renders the manifests when it deploys, so what changes in them is known only then."));
    }
    const QString from = displayText(source, Lines::Single, 80);
    const QString &to = m_facts.environment;
    m_changes.compare(now, {source, m_app, {}},
        {tr("The manifests in %1 and in %2 are the same now").arg(from, to),
            tr("Manifests in %1 compared with %2 now: %3 value differs").arg(from, to, u"1"_s),
            tr("Manifests in %1 compared with %2 now: %3 values differ").arg(from, to, u"%1"_s),
            tr("What differs between the two environments, not what this deploy will change: Gimlet renders the "
               "manifests when it deploys."),
            to, from});
}

/// Where this artifact is to be seen already.
QString DeployController::sourceEnvironment() const
{
    if (!m_source.isEmpty())
        return m_source;
    QString nearest;
    const std::shared_ptr<const workspace::Board> board = m_session.board();
    for (const workspace::BoardEnvironment &environment : board->environments) {
        if (environment.name == m_environment)
            break;
        const BoardCell *cell = board->cell(m_app, environment.name);
        if (cell && cell->release.artifactId == m_artifact->id)
            nearest = environment.name;
    }
    return nearest;
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
        lookAtManifests();
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
    if (m_earlier && !m_earlier->current) {
        facts.earlierText = m_earlier->replaced.isValid()
            ? tr("It was in %1 before, from %2 to %3.")
                  .arg(facts.environment, dayText(m_earlier->time, now), dayText(m_earlier->replaced, now))
            : tr("It was released to %1 before, %2.").arg(facts.environment, dayText(m_earlier->time, now));
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
    facts.ageText = ageOfDialog(m_session, m_environment);
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
    m_comparing.cancel();
    m_changes.clear();
    m_artifact.reset();
    setPhase(Closed);
}

} // namespace coupe::ui
