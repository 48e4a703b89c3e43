#include "asofcontroller.h"

#include "timetext.h"

#include <chrono>

namespace coupe::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gitops::Change;
using workspace::AsOfRow;
using Changes = Result<QList<gitops::Change>>;

AsOfController::AsOfController(workspace::Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_model(session.clock())
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &AsOfController::load);
    connect(&session.gitops(), &workspace::GitopsRepos::changed, this, [this] {
        if (m_active)
            load();
    });
}

void AsOfController::open()
{
    openAt(m_moment.isValid() ? m_moment : m_session.clock().now().addDays(-1));
}

void AsOfController::openAt(const QDateTime &moment)
{
    m_typed = moment.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    Q_EMIT typedChanged();
    if (!std::exchange(m_active, true))
        Q_EMIT activeChanged();
    load();
}

void AsOfController::close()
{
    m_loading.cancel();
    if (std::exchange(m_active, false))
        Q_EMIT activeChanged();
}

void AsOfController::setTyped(const QString &typed)
{
    if (std::exchange(m_typed, typed) == typed)
        return;
    Q_EMIT typedChanged();
    m_typing.start();
}

void AsOfController::setEnvironment(const QString &environment)
{
    if (std::exchange(m_environment, environment) == environment)
        return;
    Q_EMIT typedChanged();
    if (m_active)
        load();
}

void AsOfController::setOnlyDifferent(bool only)
{
    if (std::exchange(m_onlyDifferent, only) == only)
        return;
    Q_EMIT typedChanged();
    load();
}

QString AsOfController::momentText() const
{
    return m_moment.isValid() ? exactText(m_moment) : QString();
}

void AsOfController::load()
{
    const QDateTime moment = workspace::readMoment(m_typed, m_session.clock().now());
    if (!moment.isValid()) {
        m_problem = tr("This is no moment. Type 2026-11-20, 2026-11-20 14:05, 14:05, or 3 h ago.");
        Q_EMIT loaded();
        return;
    }
    m_moment = moment;
    m_problem.clear();
    m_loading = m_session.gitops().wantedAt(moment, m_environment, [this](const Changes &then) {
        if (!then) {
            m_problem = then.error().message;
            Q_EMIT loaded();
            return;
        }
        m_loading = m_session.gitops().wantedAt({}, m_environment, [this, then = *then](const Changes &now) {
            m_problem = now ? QString() : now.error().message;
            if (now)
                take(then, *now);
            Q_EMIT loaded();
        });
    });
    Q_EMIT loaded();
}

void AsOfController::take(const QList<Change> &then, const QList<Change> &now)
{
    QStringList order;
    for (const workspace::BoardEnvironment &environment : m_session.board()->environments)
        order.append(environment.name);
    QList<AsOfRow> rows = workspace::joinAsOf(then, now, order);
    const auto same = std::ranges::count(rows, AsOfRow::Difference::Same, &AsOfRow::difference);
    m_summary = tr("%1 of %2 differ from now").arg(rows.size() - same).arg(rows.size());
    if (m_onlyDifferent)
        rows.removeIf([](const AsOfRow &row) { return row.difference == AsOfRow::Difference::Same; });
    m_model.setRows(std::move(rows));
}

void AsOfController::compare(int row)
{
    if (row < 0 || row >= m_model.count())
        return;
    const AsOfRow &chosen = m_model.rows()[row];
    if (chosen.then && chosen.now)
        Q_EMIT comparisonWanted(*chosen.then, *chosen.now);
}

} // namespace coupe::ui
