#include "trailcontroller.h"

#include <base/displaytext.h>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using workspace::TrailStep;

TrailController::TrailController(workspace::GitopsRepos &gitops, const Clock &clock, QObject *parent)
    : QObject(parent), m_gitops(gitops), m_model(clock)
{
}

QString TrailController::path() const
{
    const QString object = displayText(m_value.object, Lines::Single, 200);
    return m_value.path.isEmpty() ? object : object + u"  "_s + displayText(m_value.path);
}

QString TrailController::place() const
{
    return tr("%1 in %2").arg(displayText(m_app, Lines::Single, 120), displayText(m_environment, Lines::Single, 80));
}

QString TrailController::problemWords() const
{
    return displayText(m_problem.detail, Lines::Several, PanelTextLimit);
}

void TrailController::setPhase(Phase phase, Error problem)
{
    if (m_phase == phase && m_problem == problem)
        return;
    m_phase = phase;
    m_problem = std::move(problem);
    Q_EMIT phaseChanged();
}

void TrailController::open(const QString &environment, const QString &app, const ValueLine &value)
{
    m_environment = environment;
    m_app = app;
    m_value = value;
    m_model.setSteps({});
    Q_EMIT subjectChanged();
    retry();
}

void TrailController::retry()
{
    setPhase(Loading);
    m_reading = m_gitops.trail(m_environment, m_app, m_value.object, m_value.path,
        [this](const Result<QList<TrailStep>> &steps) { take(steps); });
}

void TrailController::take(const Result<QList<TrailStep>> &steps)
{
    if (!steps)
        return setPhase(Failed, steps.error());
    m_model.setSteps(*steps);
    setPhase(steps->isEmpty() ? Empty : Ready);
}

void TrailController::close()
{
    m_reading.cancel();
    setPhase(Closed);
}

void TrailController::choose(int row)
{
    const TrailStep *step = m_model.stepAt(row);
    if (!step || m_phase != Ready)
        return;
    const QString commit = step->change.commit;
    close();
    Q_EMIT chosen(m_environment, m_app, commit);
}

} // namespace coupe::ui
