#pragma once

#include <base/task.h>
#include <client/client.h>
#include <workspace/board.h>

#include <QSet>

#include <functional>
#include <map>

// Reads what lies further back. Not for other parts.
namespace coupe::workspace {

/// Finds the releases of apps that have stood still for longer than the usual history reaches: without them nobody
/// knows since when, or whether Flux applied it. Each is asked for once, a few at a time.
class HistoryFill
{
public:
    HistoryFill(client::Client &client, std::function<void(QString environment, QList<gimlet::Release>)> found);

    void look(const Board &board, const QDateTime &serverNow);
    void clear();

private:
    struct Gap {
        QString environment;
        QString app;
        QDateTime since;
    };
    void next();

    client::Client &m_client;
    std::function<void(QString, QList<gimlet::Release>)> m_found;
    QSet<QString> m_asked;
    QList<Gap> m_gaps;
    int m_number = 0;
    std::map<int, Task> m_running;
};

} // namespace coupe::workspace
