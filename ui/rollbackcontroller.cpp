#include "rollbackcontroller.h"

#include "acting.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <client/endpoints.h>
#include <gimlet/commithash.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using gimlet::Artifact;
using gitops::Change;
using gitops::RollbackForecast;
using workspace::ArtifactStore;
using workspace::BoardCell;
using workspace::FolderAt;
using workspace::RollbackPlan;
using workspace::Session;

namespace {

/// As far back as the commits of a rollback are put into words.
constexpr qsizetype MostHistory = 1'000;
constexpr qsizetype LongestReason = 500;

const Artifact *find(const QList<Artifact> &artifacts, const QString &id)
{
    const auto it = std::ranges::find(artifacts, id, &Artifact::id);
    return it == artifacts.end() ? nullptr : &*it;
}

} // namespace

RollbackController::RollbackController(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_steps(session.clock()), m_changes(session.gitops())
{
    connect(&session, &Session::boardChanged, this, &RollbackController::refresh);
    connect(&session, &Session::connectionChanged, this, &RollbackController::refresh);
    connect(&session.requests(), &workspace::RequestTracker::requestChanged, this, &RollbackController::refresh);
    connect(&session.gitops(), &workspace::GitopsRepos::changed, this, &RollbackController::retryOnMove);
    connect(&session.gitops(), &workspace::GitopsRepos::statusChanged, this, &RollbackController::refresh);
}

QString RollbackController::phaseText() const
{
    switch (m_phase) {
    case Loading:
        return tr("Fetching the gitops repo and trying the rollback");
    case Checking:
        return tr("Looking whether the gitops repo has moved; nothing is sent yet");
    default:
        return {};
    }
}

QString RollbackController::problemWords() const
{
    return displayText(m_problem.detail, Lines::Several, PanelTextLimit);
}

void RollbackController::setPhase(Phase phase, Error problem)
{
    if (m_phase == phase && m_problem == problem)
        return;
    m_phase = phase;
    m_problem = std::move(problem);
    Q_EMIT phaseChanged();
}

void RollbackController::ask(const QString &environment, const QString &app, const QString &target)
{
    if (m_phase == Checking || m_phase == Sending)
        return;
    m_environment = environment;
    m_app = app;
    m_target = target;
    m_reason.clear();
    m_movedText.clear();
    m_mustAskAgain = false;
    m_forecast.reset();
    m_triedAt = {};
    m_history.clear();
    m_found.clear();
    m_store = ArtifactStore::Unknown;
    m_plan.reset();
    m_steps.setSteps({});
    m_changes.clear();
    setPhase(Loading);
    refresh();
    Q_EMIT movedChanged();
    Q_EMIT reasonChanged();
    Q_EMIT wayChanged();
    findTarget();
}

void RollbackController::findTarget()
{
    if (m_target.isEmpty()) {
        if (const BoardCell *cell = m_session.board()->cell(m_app, m_environment))
            m_target = workspace::lastGoodRelease(*cell);
    }
    if (!m_target.isEmpty() && !gimlet::isFullHash(m_target)) {
        return setPhase(Failed,
            {ErrorKind::Invalid, tr("A rollback needs the full hash of a release in the gitops repo."), m_target, 0});
    }
    if (!m_target.isEmpty())
        return tryIt();
    m_loading = m_session.gitops().all(
        {.env = m_environment, .app = m_app}, MostHistory, [this](const Result<QList<Change>> &changes) {
            if (changes)
                m_target = workspace::lastGoodRelease(*changes, m_session.commitWords(), m_session.clock().now());
            if (!m_target.isEmpty())
                return tryIt();
            setPhase(Failed,
                {ErrorKind::NotFound,
                    tr("No earlier release of %1 in %2 is known that could be gone back to.")
                        .arg(displayText(m_app, Lines::Single, 120), displayText(m_environment, Lines::Single, 80)),
                    changes ? QString() : changes.error().message, 0});
        });
}

void RollbackController::tryIt()
{
    m_loading = m_session.gitops().forecast(m_environment, m_app, m_target,
        workspace::rollbackRules(m_session.profile(), m_session.capabilities()),
        [this](const Result<RollbackForecast> &forecast) {
            m_forecast = forecast;
            m_triedAt = forecast ? m_session.clock().now() : QDateTime();
            readHistory();
        });
}

void RollbackController::readHistory()
{
    m_loading = m_session.gitops().all(
        {.env = m_environment, .app = m_app}, MostHistory, [this](const Result<QList<Change>> &changes) {
            if (changes)
                m_history = *changes;
            findArtifact();
        });
}

/// Whether the version can be deployed again. The API gives single artifacts by their commit only.
void RollbackController::findArtifact()
{
    const workspace::RollbackTarget target = workspace::makeRollbackPlan(question()).target;
    if (find(m_session.recentArtifacts(), target.artifactId)) {
        m_store = ArtifactStore::Has;
        return present();
    }
    const bool online = m_session.connection().state == workspace::ConnectionStatus::State::Connected;
    if (!online || m_store == ArtifactStore::Has || target.artifactId.isEmpty() || !target.version)
        return present();
    client::ListArtifacts wanted;
    wanted.shas = {target.version->sha};
    m_loading =
        m_session.client().get(wanted, [this, id = target.artifactId](const Result<QList<Artifact>> &artifacts) {
            const Artifact *artifact = artifacts ? find(*artifacts, id) : nullptr;
            if (artifact)
                m_found.append(*artifact);
            m_store = !artifacts ? ArtifactStore::Unknown : artifact ? ArtifactStore::Has : ArtifactStore::Lost;
            present();
        });
}

workspace::RollbackQuestion RollbackController::question() const
{
    workspace::RollbackQuestion question;
    question.environment = m_environment;
    question.app = m_app;
    question.target = m_target;
    question.rules = workspace::rollbackRules(m_session.profile(), m_session.capabilities());
    question.seesWholeHistory = m_session.capabilities().offers(client::Feature::WholeHistory);
    if (m_forecast)
        question.forecast = *m_forecast;
    question.changes = m_history;
    question.words = m_session.commitWords();
    if (const BoardCell *cell = m_session.board()->cell(m_app, m_environment))
        question.present = *cell;
    question.artifacts = m_session.recentArtifacts() + m_found;
    question.store = m_store;
    question.now = m_session.clock().now();
    return question;
}

void RollbackController::present()
{
    const std::optional<RollbackPlan> before = m_plan;
    m_plan = workspace::makeRollbackPlan(question());
    const bool differs = before && !m_plan->saysTheSameAs(*before);
    if (!before || differs || !wayPossible())
        m_way = m_plan->suggested == RollbackPlan::Way::RollBack ? RollBack : Redeploy;
    m_steps.setSteps(m_plan->steps);
    showChanges();
    setPhase(Choosing, m_phase == Choosing ? m_problem : Error{});
    refresh();
    Q_EMIT wayChanged();
    if (differs)
        tellMoved(tr("The gitops repo has moved, and what going back does is not what it was. Read it again before you "
                     "go on."));
    else if (m_mustAskAgain)
        tellMoved(tr("Somebody wrote to the gitops repo meanwhile. What going back does is still the same: confirm it "
                     "again."));
    m_mustAskAgain = false;
}

void RollbackController::tellMoved(const QString &text)
{
    m_movedText = text;
    Q_EMIT movedChanged();
}

/// What is on the screen holds for one head alone.
void RollbackController::retryOnMove()
{
    if (m_phase != Choosing || !m_plan || m_loading.isRunning())
        return;
    const workspace::GitopsStatus *repo = m_session.gitops().statusOf(m_environment);
    if (repo && !repo->last.head.isEmpty() && repo->last.head != m_plan->head)
        tryIt();
}

void RollbackController::refresh()
{
    if (m_phase == Closed)
        return;
    RollbackFacts facts;
    if (m_plan) {
        const auto rules = workspace::rollbackRules(m_session.profile(), m_session.capabilities());
        facts = rollbackFacts(*m_plan, rules == gitops::RollbackRules::Coupe, m_triedAt, m_session.clock().now());
    }
    facts.app = displayText(m_app, Lines::Single, 120);
    facts.environment = displayText(m_environment, Lines::Single, 80);
    facts.isProtected = m_session.profile().isProtected(m_environment);
    facts.serverName = displayText(m_session.profile().name, Lines::Single, 60);
    const QString off = m_phase == Sending ? QString() : whyActingIsOff(m_session, m_environment, m_app);
    const QString age = ageOfDialog(m_session, m_environment);
    const bool news = m_facts != facts || m_offReason != off || m_ageText != age;
    m_facts = std::move(facts);
    m_offReason = off;
    m_ageText = age;
    if (news)
        Q_EMIT factsChanged();
}

RollbackPlan::Way RollbackController::chosen() const
{
    return m_way == RollBack ? RollbackPlan::Way::RollBack : RollbackPlan::Way::Redeploy;
}

void RollbackController::setWay(Way way)
{
    if (m_phase != Choosing || std::exchange(m_way, way) == way)
        return;
    showChanges();
    Q_EMIT wayChanged();
}

void RollbackController::setReason(const QString &reason)
{
    const QString kept = reason.left(LongestReason);
    if (std::exchange(m_reason, kept) != kept)
        Q_EMIT reasonChanged();
}

QString RollbackController::acceptText() const
{
    if (!m_plan)
        return {};
    return m_way == RollBack ? tr("Roll back %1 to %2 in %3").arg(m_facts.app, m_facts.version, m_facts.environment)
                             : tr("Redeploy %1 %2 to %3").arg(m_facts.app, m_facts.version, m_facts.environment);
}

void RollbackController::showChanges()
{
    const RollbackForecast *forecast = m_forecast && *m_forecast ? &**m_forecast : nullptr;
    if (!m_session.gitops().statusOf(m_environment)) {
        return m_changes.clear(
            tr("What changes in the manifests cannot be told: where the gitops repo of %1 is was not said.")
                .arg(m_facts.environment));
    }
    const auto words = ManifestChanges::wordsOfAction(m_way == RollBack
            ? QString()
            : tr("As the manifests were at that release. Gimlet renders them anew when it deploys."));
    const FolderAt now{m_environment, m_app, forecast ? forecast->head : QString()};
    if (forecast && m_way == RollBack && !forecast->conflicts)
        m_changes.compareWith(now, [after = forecast->after]() -> Result<gitops::Folder> { return after; }, words);
    else
        m_changes.compare(now, {m_environment, m_app, m_target}, words);
}

void RollbackController::compare()
{
    if (!m_plan)
        return;
    const QDateTime now = m_session.clock().now();
    const workspace::RollbackTarget &target = m_plan->target;
    CompareSide there{{m_environment, m_app, {}}, {}, tr("now"), {}, m_environment, {}};
    if (const BoardCell *cell = m_session.board()->cell(m_app, m_environment))
        there.version = cell->label();
    const CompareSide then{{m_environment, m_app, m_target}, target.label(), dayText(target.from, now),
        exactText(target.from), m_environment, target.from};
    close();
    Q_EMIT comparisonWanted(there, then);
}

void RollbackController::confirm(const QString &typedName)
{
    if (m_phase != Choosing || !m_offReason.isEmpty() || !wayPossible())
        return;
    if (m_facts.isProtected && typedName != m_environment)
        return;
    m_loading.cancel();
    if (m_way == Redeploy)
        return sendRedeploy();
    setPhase(Checking);
    m_sending = m_session.gitops().recheck(
        m_environment, m_app, m_target, [this](const Result<QString> &head) { checked(head); });
}

void RollbackController::checked(const Result<QString> &head)
{
    if (head && *head == m_plan->head)
        return sendRollback();
    if (!head && head.error().kind != ErrorKind::Invalid && head.error().kind != ErrorKind::NotFound) {
        return setPhase(Choosing,
            {head.error().kind,
                tr("Nothing was sent: whether the gitops repo has moved could not be looked up. %1")
                    .arg(displayText(head.error().message)),
                head.error().detail, 0});
    }
    m_mustAskAgain = true;
    setPhase(Loading);
    tryIt();
}

void RollbackController::sendRollback()
{
    setPhase(Sending);
    workspace::RollbackOrder order{m_environment, m_app, m_target};
    order.artifactId = m_plan->target.artifactId;
    order.label = m_plan->target.label();
    order.reason = m_reason.trimmed();
    order.takesBack = m_plan->takesBack;
    const QString text =
        tr("Rollback requested: %1 to %2 in %3").arg(m_facts.app, m_facts.version, m_facts.environment);
    m_sending =
        m_session.requests().rollBack(order, [this, text](const Result<QString> &request) { armed(request, text); });
}

void RollbackController::sendRedeploy()
{
    setPhase(Sending);
    const workspace::DeployOrder order{
        m_environment, m_app, m_plan->target.artifactId, m_plan->target.label(), m_reason.trimmed()};
    const QString text = tr("Deploy requested: %1 %2 to %3").arg(m_facts.app, m_facts.version, m_facts.environment);
    m_sending =
        m_session.requests().deploy(order, [this, text](const Result<QString> &request) { armed(request, text); });
}

void RollbackController::armed(const Result<QString> &request, const QString &text)
{
    // It may have been closed meanwhile, and be asking about something else by now.
    if (!request) {
        if (m_phase == Sending || m_phase == Closed)
            setPhase(Choosing, request.error());
        return;
    }
    if (m_phase == Sending)
        close();
    Q_EMIT sent(*request, text);
}

void RollbackController::close()
{
    m_loading.cancel();
    // An order that was given is carried out; Activity tells how it ends.
    if (m_phase == Checking)
        m_sending.cancel();
    m_changes.clear();
    setPhase(Closed);
}

} // namespace coupe::ui
