#include "historyfill.h"

#include <client/endpoints.h>

namespace coupe::workspace {

namespace {

constexpr int AtATime = 2;
constexpr int YearsBack = 10;
constexpr int ReleasesPerApp = 10;

} // namespace

HistoryFill::HistoryFill(client::Client &client, std::function<void(QString, QList<gimlet::Release>)> found)
    : m_client(client), m_found(std::move(found))
{
}

void HistoryFill::look(const Board &board, const QDateTime &serverNow)
{
    for (const BoardRow &row : board.rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const BoardCell &cell = row.cells[i];
            if (cell.release.artifactId.isEmpty() || !cell.release.gitopsRef.isEmpty())
                continue;
            const QString &environment = board.environments[i].name;
            const QString key = environment + u'\n' + row.app + u'\n' + cell.release.artifactId;
            if (m_asked.contains(key))
                continue;
            m_asked.insert(key);
            m_gaps.append({environment, row.app, serverNow.addYears(-YearsBack)});
        }
    }
    next();
}

void HistoryFill::clear()
{
    m_running.clear();
    m_gaps.clear();
    m_asked.clear();
}

void HistoryFill::next()
{
    while (!m_gaps.isEmpty() && m_running.size() < AtATime) {
        const Gap gap = m_gaps.takeFirst();
        const int number = m_number++;
        const client::ListReleases endpoint{
            .env = gap.environment, .app = gap.app, .limit = ReleasesPerApp, .since = gap.since};
        m_running[number] = m_client.get(endpoint, [this, number, gap](const Result<QList<gimlet::Release>> &releases) {
            m_running.erase(number);
            next();
            if (releases && !releases->isEmpty())
                m_found(gap.environment, *releases);
        });
    }
}

} // namespace coupe::workspace
