#include "celldetail.h"

#include "acting.h"
#include "artifactdetail.h"
#include "statuswords.h"
#include "timetext.h"

#include <base/displaytext.h>
#include <workspace/rollbackplan.h>

namespace coupe::ui {

using workspace::Board;
using workspace::BoardCell;
using workspace::PastRelease;
using workspace::ReleaseState;

namespace {

constexpr qsizetype ShownHistory = 8;
constexpr qsizetype ShownAhead = 4;

const PastRelease *lastGoodOf(const BoardCell &cell)
{
    for (const PastRelease &past : cell.history) {
        if (past.release.gitopsRef != cell.release.gitopsRef && past.state == ReleaseState::WasLive)
            return &past;
    }
    return nullptr;
}

QString nearestLeft(const Board &board, const QString &app, const QString &environment)
{
    QString left;
    for (const workspace::BoardEnvironment &candidate : board.environments) {
        if (candidate.name == environment)
            return left;
        const BoardCell *cell = board.cell(app, candidate.name);
        if (cell && cell->state != ReleaseState::Absent)
            left = candidate.name;
    }
    return {};
}

} // namespace

CellDetail::CellDetail(const workspace::Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_clock(session.clock()), m_ahead(session.clock()),
      m_history(session.clock())
{
}

void CellDetail::show(const Board &board, const QString &app, const QString &environment)
{
    const BoardCell *cell = board.cell(app, environment);
    if (!cell)
        return clear();
    const QDateTime now = m_clock.now();
    const gimlet::Version version = cell->release.version.value_or(gimlet::Version{});
    CellFacts facts;
    facts.app = displayText(app, Lines::Single, 120);
    facts.environment = displayText(environment, Lines::Single, 80);
    facts.repository = displayText(version.repositoryName, Lines::Single, 200);
    facts.present = cell->state != ReleaseState::Absent;
    facts.shape = shapeOf(cell->state);
    facts.word = wordOf(cell->state);
    facts.version = displayText(version.label(), Lines::Single, 40);
    facts.sha = displayText(version.sha, Lines::Single, 64);
    facts.branch = displayText(version.branch, Lines::Single, 120);
    facts.message = displayText(version.subject());
    facts.author = displayText(version.authorName, Lines::Single, 120);
    facts.commitUrl = version.url;
    facts.releasedBy = releasedBy(cell->release.triggeredBy);
    facts.since = dayText(cell->since, now);
    facts.sinceAge = ageText(cell->since, now);
    facts.sinceExact = exactText(cell->since);
    facts.statusSentence = statusSentence(cell->release.gitopsCommitStatus);
    facts.statusDetail = displayText(cell->release.gitopsCommitStatusDesc, Lines::Several, PanelTextLimit);
    facts.gitopsHash = shortHash(cell->release.gitopsRef);
    facts.gitopsHashFull = cell->release.gitopsRef;
    facts.artifactId = cell->release.artifactId;
    for (const workspace::BoardEnvironment &candidate : board.environments) {
        if (candidate.name == environment)
            facts.isProtected = candidate.isProtected;
    }
    if (const PastRelease *good = lastGoodOf(*cell); good && good->release.version)
        facts.lastGood = displayText(good->release.version->label(), Lines::Single, 40);
    if (const int behind = cell->behind.value_or(0); behind > 0) {
        facts.previousEnvironment = displayText(nearestLeft(board, app, environment), Lines::Single, 80);
        facts.behindText = behind == 1 ? tr("1 shipped version behind %1").arg(facts.previousEnvironment)
                                       : tr("%1 shipped versions behind %2").arg(behind).arg(facts.previousEnvironment);
    }
    describeNext(board, app, environment, facts);
    facts.hasEarlier = cell->history.size() > 1 || !workspace::lastGoodRelease(*cell).isEmpty();
    facts.actOff = whyActingIsOff(m_session, environment, app);
    m_ahead.setVersions(cell->ahead.first(std::min(ShownAhead, cell->ahead.size())));
    m_history.setReleases(cell->history.first(std::min(ShownHistory, cell->history.size())));
    if (std::exchange(m_facts, facts) != facts)
        Q_EMIT factsChanged();
}

void CellDetail::describeNext(const Board &board, const QString &app, const QString &environment, CellFacts &facts)
{
    m_nextEnvironment.clear();
    for (qsizetype i = 0; i + 1 < board.environments.size(); ++i) {
        if (board.environments[i].name == environment)
            m_nextEnvironment = board.environments[i + 1].name;
    }
    const BoardCell *next = board.cell(app, m_nextEnvironment);
    if (facts.artifactId.isEmpty() || (next && next->release.artifactId == facts.artifactId))
        m_nextEnvironment.clear();
    facts.nextEnvironment = displayText(m_nextEnvironment, Lines::Single, 80);
    if (!m_nextEnvironment.isEmpty())
        facts.nextOff = whyDeployIsOff(m_session, m_nextEnvironment, app);
    if (facts.nextOff.isEmpty() && !m_nextEnvironment.isEmpty() && facts.shape != shapeOf(ReleaseState::Live)
        && facts.shape != shapeOf(ReleaseState::RolledBack))
        facts.nextOff =
            tr("Promoting to %1 is off: this version is not live in %2.").arg(facts.nextEnvironment, facts.environment);
}

void CellDetail::clear()
{
    m_ahead.setVersions({});
    m_history.setReleases({});
    if (std::exchange(m_facts, {}) != CellFacts{})
        Q_EMIT factsChanged();
}

} // namespace coupe::ui
