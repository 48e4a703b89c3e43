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
    void setGitTruth(GitTruth truth) { m_gitTruth = std::move(truth); }
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
    void askForTheTruth(const Request &request);
    void askGit(const Request &request);
    void believe(const Request &request, bool gitSaysSo);
    void doubt(const Request &request, const QString &why);
    void notAnswered(const Request &request);
    void putOff(const Request &request, bool answered);
    void conclude(const Request &request);
    void waitLonger(bool answered);
    bool isPatient() const;

    client::Client &m_client;
    const Clock &m_clock;
    const TrackerTiming m_timing;
    JournalEntry m_entry;
    QString m_login;
    bool m_eventGone = false; ///< the server does not know the event
    int m_panics = 0; ///< in a row; see client::isServerPanic()
    GitTruth m_gitTruth;
    QString m_checked; ///< of a rollback: what was found to be as it was asked for
    int m_doubts = 0; ///< how often it was found to be otherwise
    int m_unanswered = 0; ///< how often nobody could tell
    std::chrono::milliseconds m_interval;
    QElapsedTimer m_sinceSearch;
    QTimer m_timer;
    Task m_look;
};

} // namespace coupe::workspace
