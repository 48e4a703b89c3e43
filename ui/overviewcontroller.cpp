#include "overviewcontroller.h"

#include <base/displaytext.h>

namespace coupe::ui {

using workspace::Session;

OverviewController::OverviewController(Session &session, Ticker &ticker, QObject *parent)
    : QObject(parent), m_session(session), m_board(session.board()), m_model(session.clock()), m_detail(session)
{
    connect(&session, &Session::boardChanged, this, &OverviewController::update);
    const auto showDetail = [this] { m_detail.show(*m_board, m_app, m_environment); };
    connect(&session, &Session::connectionChanged, this, &OverviewController::updateStatus);
    connect(&session, &Session::connectionChanged, this, showDetail);
    connect(&session.requests(), &workspace::RequestTracker::requestAdded, this, showDetail);
    connect(&session.requests(), &workspace::RequestTracker::requestEnded, this, showDetail);
    connect(&ticker, &Ticker::quarterMinute, this, [this] {
        m_model.refreshAges();
        m_detail.show(*m_board, m_app, m_environment);
    });
    update();
}

void OverviewController::update()
{
    m_board = m_session.board();
    QStringList names;
    for (const workspace::BoardEnvironment &environment : m_board->environments)
        names << environment.name;
    m_environments.setEnvironments(m_board->environments);
    m_model.setEnvironments(names);
    if (const BoardCounts counts = countBoard(*m_board); std::exchange(m_counts, counts) != counts)
        Q_EMIT countsChanged();
    updateLines();
    m_detail.show(*m_board, m_app, m_environment);
    updateStatus();
}

void OverviewController::updateLines()
{
    const bool hidAll = filterHidesAll();
    const int row = currentRow();
    m_model.setLines(boardLines(*m_board, m_filterText, static_cast<BoardShow>(m_show)));
    if (hidAll != filterHidesAll())
        Q_EMIT countsChanged();
    if (row != currentRow())
        Q_EMIT selectionChanged();
}

void OverviewController::updateStatus()
{
    const Error error = m_session.boardError();
    Status status = Loading;
    if (m_session.hasBoard())
        status = m_board->rows.isEmpty() ? Empty : Ready;
    else if (!error.message.isEmpty())
        status = Failed;
    if (std::exchange(m_status, status) != status || std::exchange(m_error, error) != error)
        Q_EMIT statusChanged();
}

QString OverviewController::errorText() const
{
    return m_error.message;
}

QString OverviewController::errorWords() const
{
    return displayText(m_error.detail, Lines::Several, PanelTextLimit);
}

void OverviewController::setFilterText(const QString &text)
{
    if (std::exchange(m_filterText, text) == text)
        return;
    updateLines();
    Q_EMIT filterChanged();
}

void OverviewController::setShow(Show show)
{
    if (std::exchange(m_show, show) == show)
        return;
    updateLines();
    Q_EMIT filterChanged();
}

void OverviewController::clearFilters()
{
    setFilterText({});
    setShow(ShowAll);
}

void OverviewController::retry()
{
    m_session.refresh();
}

int OverviewController::currentRow() const
{
    return m_app.isEmpty() ? -1 : m_model.rowOf(m_app, m_repository);
}

int OverviewController::currentColumn() const
{
    for (qsizetype i = 0; i < m_board->environments.size(); ++i) {
        if (m_board->environments[i].name == m_environment)
            return int(i) + 1;
    }
    return -1;
}

void OverviewController::select(int row, int column)
{
    if (row < 0 || row >= m_model.rowCount() || m_model.isGroup(row) || column < 1
        || column > m_board->environments.size())
        return;
    const workspace::BoardRow &chosen = m_model.lines()[row].row;
    m_app = chosen.app;
    m_repository = chosen.repository;
    m_environment = m_board->environments[column - 1].name;
    m_detail.show(*m_board, m_app, m_environment);
    Q_EMIT selectionChanged();
}

void OverviewController::selectByName(const QString &app, const QString &environment)
{
    const int row = m_model.rowOf(app, {});
    for (qsizetype i = 0; i < m_board->environments.size(); ++i) {
        if (m_board->environments[i].name == environment)
            select(row, int(i) + 1);
    }
}

void OverviewController::moveSelection(int rows, int columns)
{
    const int step = rows < 0 ? -1 : 1;
    int row = currentRow();
    if (row < 0) {
        row = 0;
        rows = 0;
    }
    const int column = std::clamp(std::max(1, currentColumn()) + columns, 1, std::max(1, m_model.columnCount() - 1));
    int found = -1;
    for (int left = std::abs(rows), candidate = row; candidate >= 0 && candidate < m_model.rowCount();
        candidate += step) {
        if (m_model.isGroup(candidate))
            continue;
        found = candidate;
        if (candidate != row || rows == 0)
            --left;
        if (left <= 0)
            break;
    }
    if (found >= 0)
        select(found, column);
}

void OverviewController::clearSelection()
{
    if (m_app.isEmpty())
        return;
    m_app.clear();
    m_repository.clear();
    m_environment.clear();
    m_detail.clear();
    Q_EMIT selectionChanged();
}

} // namespace coupe::ui
