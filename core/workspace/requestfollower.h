#pragma once

#include <base/clock.h>
#include <client/client.h>
#include <workspace/journal.h>
#include <workspace/requesttracker.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace coupe::workspace {

/// Keeps looking at one request until it has ended: at the tracking of its event, and for its traces in the releases,
/// the status and the gitops commits when there is none, or no more. Never sends anything.
class RequestFollower : public QObject
{
    Q_OBJECT

public:
    RequestFollower(
        client::Client &client, const Clock &clock, const TrackerTiming &timing, JournalEntry entry, QObject *parent);

    void setRequest(const Request &request);
    void setLogin(const QString &login) { m_login = login; }
    void lookNow(); ///< nothing, while a look is under way
    void lookSoon();

Q_SIGNALS:
    void changed(const coupe::workspace::Request &request);
    /// A look found nothing new.
    void unchanged();

private:
    void look();
    void track();
    void search();
    void searchReleases();
    void searchRollback();
    void searchDelete();
    void searchCommits();
    void commitsFound(const QList<gimlet::GitopsCommit> &commits);
    void giveUpInTime();
    void askWhatIsThere();
    void trackingFailed(const Error &error);
    void searched(const QList<gimlet::Release> &releases);
    void settle(const Request &request);
    void waitLonger(bool answered);
    bool isPatient() const;

    client::Client &m_client;
    const Clock &m_clock;
    const TrackerTiming m_timing;
    JournalEntry m_entry;
    QString m_login;
    bool m_eventGone = false; ///< the server does not know the event
    int m_panics = 0; ///< in a row; see client::isServerPanic()
    std::chrono::milliseconds m_interval;
    QElapsedTimer m_sinceSearch;
    QTimer m_timer;
    Task m_look;
};

} // namespace coupe::workspace
