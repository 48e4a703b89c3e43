#include "artifactdetail.h"

#include "artifactmodel.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <manifest/policy.h>

#include <QCoreApplication>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using gimlet::GitEvent;
using manifest::PolicyVerdict;
using workspace::BoardCell;
using workspace::ConnectionStatus;

namespace {

bool isWebLink(const QString &url)
{
    return url.startsWith(u"https://"_s) || url.startsWith(u"http://"_s);
}

QString eventText(const gimlet::Version &version)
{
    switch (version.event) {
    case GitEvent::Tag:
        return ArtifactDetail::tr("tag %1").arg(displayText(version.tag, Lines::Single, 80));
    case GitEvent::PullRequest:
        return ArtifactDetail::tr("pull request from %1").arg(displayText(version.branch, Lines::Single, 80));
    case GitEvent::Push:
        break;
    }
    return version.branch.isEmpty()
        ? ArtifactDetail::tr("push, branch unknown")
        : ArtifactDetail::tr("push to %1").arg(displayText(version.branch, Lines::Single, 80));
}

void describePolicy(const gimlet::Manifest &manifest, const gimlet::Version &version, Target &target)
{
    const PolicyVerdict verdict = manifest::evaluate(manifest.deploy, version);
    switch (verdict.outcome) {
    case PolicyVerdict::Outcome::Deploys:
        target.policyShape = u"check"_s;
        target.policyWord = ArtifactDetail::tr("Deploys by policy");
        target.policyReason = eventText(version);
        break;
    case PolicyVerdict::Outcome::DoesNotDeploy: {
        target.policyShape = u"close"_s;
        target.policyWord = ArtifactDetail::tr("Not by policy");
        const auto decisive = std::ranges::find_if(verdict.clauses, [](const manifest::PolicyClause &clause) {
            return clause.answer != manifest::PolicyClause::Answer::Matches;
        });
        target.policyReason = decisive == verdict.clauses.end()
            ? displayText(verdict.summary)
            : ArtifactDetail::tr("wants %1").arg(displayText(decisive->wanted, Lines::Single, 80));
        break;
    }
    case PolicyVerdict::Outcome::Broken:
        target.policyShape = u"warning"_s;
        target.policyWord = ArtifactDetail::tr("Policy is broken");
        target.policyReason = displayText(verdict.summary);
        break;
    case PolicyVerdict::Outcome::ByHandOnly:
        target.policyShape = u"user"_s;
        target.policyWord = ArtifactDetail::tr("By hand only");
        target.policyReason =
            ArtifactDetail::tr("no policy for %1").arg(displayText(target.environment, Lines::Single, 80));
        break;
    }
}

} // namespace

QString whyDeployIsOff(const workspace::Session &session, const QString &environment, const QString &app)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("ArtifactDetail", text); };
    if (session.profile().readOnly)
        return say("This connection is read-only.");
    switch (session.connection().state) {
    case ConnectionStatus::State::Connecting:
        return say("Deploy is off until Gimlet has answered.");
    case ConnectionStatus::State::Offline:
        return say("Deploy is off while offline.");
    case ConnectionStatus::State::SignedOut:
        return say("Deploy is off until you sign in again.");
    case ConnectionStatus::State::NotGimlet:
        return say("Deploy is off: the server is not a Gimlet.");
    case ConnectionStatus::State::Connected:
        break;
    }
    if (const_cast<workspace::Session &>(session).requests().openRequestFor(environment, app))
        return say("Another request for this app is still running there.");
    return {};
}

ArtifactDetail::ArtifactDetail(workspace::Session &session, QObject *parent) : QObject(parent), m_session(session) { }

void ArtifactDetail::show(const Artifact &artifact)
{
    const bool another = !m_artifact || m_artifact->id != artifact.id;
    m_artifact = artifact;
    if (another) {
        QMap<QString, QString> variables = artifact.context;
        variables.insert(artifact.vars);
        m_variables.setVariables(variables);
    }
    refresh();
}

void ArtifactDetail::clear()
{
    m_artifact.reset();
    m_variables.setVariables({});
    m_targets.setTargets({});
    if (std::exchange(m_facts, {}) != ArtifactFacts{})
        Q_EMIT factsChanged();
}

void ArtifactDetail::refresh()
{
    if (!m_artifact)
        return;
    m_targets.setTargets(targetsOf(*m_artifact));
    const ArtifactFacts facts = factsOf(*m_artifact);
    if (std::exchange(m_facts, facts) != facts)
        Q_EMIT factsChanged();
}

ArtifactFacts ArtifactDetail::factsOf(const Artifact &artifact) const
{
    const QDateTime now = m_session.clock().now();
    const gimlet::Version &version = artifact.version;
    ArtifactFacts facts;
    facts.artifactId = artifact.id;
    facts.apps =
        artifact.environments.isEmpty() ? displayText(version.repositoryName, Lines::Single, 200) : appsOf(artifact);
    facts.version = displayText(version.label(), Lines::Single, 40);
    facts.sha = displayText(version.sha, Lines::Single, 64);
    facts.eventText = eventText(version);
    facts.repository = displayText(version.repositoryName, Lines::Single, 200);
    facts.subject = displayText(version.subject());
    facts.body = displayText(version.message.section(u'\n', 1).trimmed(), Lines::Several, 4 * 1024);
    facts.author = displayText(version.authorName, Lines::Single, 120);
    facts.madeText = dayText(version.created, now);
    facts.madeExact = exactText(version.created);
    facts.shippedText = tr("shipped %1").arg(dayText(artifact.created, now));
    facts.commitUrl = isWebLink(version.url) ? version.url : QString();
    for (const QJsonObject &item : artifact.items) {
        const QString url = item.value("url"_L1).toString();
        if (!isWebLink(url))
            continue;
        const QString name = item.value("name"_L1).toString();
        facts.linkNames << displayText(name.isEmpty() ? url : name, Lines::Single, 120);
        facts.linkUrls << url;
    }
    facts.targetsNote = artifact.environments.isEmpty()
        ? tr("CI shipped no manifests with this artifact, so it cannot be deployed. Does the repository have a .gimlet "
             "folder?")
        : tr("Targets come from the %1 manifests in this artifact.").arg(artifact.environments.size());
    return facts;
}

QList<Target> ArtifactDetail::targetsOf(const Artifact &artifact) const
{
    const std::shared_ptr<const workspace::Board> board = m_session.board();
    const QDateTime now = m_session.clock().now();
    QList<Target> targets;
    const auto add = [&](const gimlet::Manifest &manifest) {
        Target target;
        target.app = manifest.app;
        target.environment = manifest.env;
        target.isProtected = m_session.profile().isProtected(manifest.env);
        describePolicy(manifest, artifact.version, target);
        target.off = whyDeployIsOff(m_session, manifest.env, manifest.app);
        if (const BoardCell *cell = board->cell(manifest.app, manifest.env)) {
            target.isHere = cell->release.artifactId == artifact.id;
            target.presentVersion = displayText(cell->label(), Lines::Single, 40);
            if (target.isHere && cell->since.isValid())
                target.state = tr("%1 for %2").arg(wordOf(cell->state), ageText(cell->since, now));
            else if (target.isHere)
                target.state = wordOf(cell->state);
        }
        targets.append(target);
    };
    // In promotion order; environments that the server does not know come last.
    for (const workspace::BoardEnvironment &environment : board->environments) {
        for (const gimlet::Manifest &manifest : artifact.environments) {
            if (manifest.env == environment.name)
                add(manifest);
        }
    }
    for (const gimlet::Manifest &manifest : artifact.environments) {
        const bool known = std::ranges::any_of(board->environments,
            [&](const workspace::BoardEnvironment &environment) { return environment.name == manifest.env; });
        if (known)
            continue;
        add(manifest);
        if (m_session.hasBoard())
            targets.last().off = tr("Gimlet has no environment of this name.");
    }
    const auto next =
        std::ranges::find_if(targets, [](const Target &target) { return !target.isHere && target.off.isEmpty(); });
    if (next != targets.end())
        next->suggested = true;
    return targets;
}

} // namespace coupe::ui
